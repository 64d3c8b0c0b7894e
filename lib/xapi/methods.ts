// Generated from the Xen-API data model by `deno task schema`: types only, nothing is left of it at run time. Do not edit.
// deno-lint-ignore-file no-empty-interface
// deno-fmt-ignore-file
import type { Enum, RefTo, BondRecord, CertificateRecord, ClusterRecord, Cluster_hostRecord, DR_taskRecord, FeatureRecord, GPU_groupRecord, LVHDRecord, ObserverRecord, PBDRecord, PCIRecord, PGPURecord, PIFRecord, PIF_metricsRecord, PUSBRecord, PVS_cache_storageRecord, PVS_proxyRecord, PVS_serverRecord, PVS_siteRecord, RepositoryRecord, SDN_controllerRecord, SMRecord, SRRecord, USB_groupRecord, VBDRecord, VBD_metricsRecord, VDIRecord, VGPURecord, VGPU_typeRecord, VIFRecord, VIF_metricsRecord, VLANRecord, VMPPRecord, VMRecord, VMSSRecord, VM_applianceRecord, VM_guest_metricsRecord, VM_metricsRecord, VTPMRecord, VUSBRecord, blobRecord, consoleRecord, crashdumpRecord, data_sourceRecord, eventRecord, hostRecord, host_cpuRecord, host_crashdumpRecord, host_metricsRecord, host_patchRecord, messageRecord, networkRecord, network_sriovRecord, poolRecord, pool_patchRecord, pool_updateRecord, probe_resultRecord, roleRecord, secretRecord, sessionRecord, subjectRecord, taskRecord, tunnelRecord, userRecord, vdi_nbd_server_infoRecord } from "./schema.ts";

export interface sessionTasks {
  logout_subject_identifier(subject_identifier: string): Promise<null>;
  get_all_subject_identifiers(): Promise<string[]>;
  local_logout(): Promise<null>;
  create_from_db_file(filename: string): Promise<RefTo<"session">>;
  change_password(old_pwd: string, new_pwd: string): Promise<null>;
  logout(): Promise<null>;
}

export interface sessionMethods extends sessionTasks {
  slave_local_login_with_password(uname: string, pwd: string): Promise<RefTo<"session">>;
  login_with_password(uname: string, pwd: string, version?: string, originator?: string): Promise<RefTo<"session">>;
  remove_from_other_config(self: RefTo<"session">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"session">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"session">, value: Readonly<Record<string, string>>): Promise<null>;
  get_client_certificate(self: RefTo<"session">): Promise<boolean>;
  get_originator(self: RefTo<"session">): Promise<string>;
  get_parent(self: RefTo<"session">): Promise<RefTo<"session"> | null>;
  get_tasks(self: RefTo<"session">): Promise<RefTo<"task">[]>;
  get_rbac_permissions(self: RefTo<"session">): Promise<string[]>;
  get_auth_user_name(self: RefTo<"session">): Promise<string>;
  get_auth_user_sid(self: RefTo<"session">): Promise<string>;
  get_validation_time(self: RefTo<"session">): Promise<string>;
  get_subject(self: RefTo<"session">): Promise<RefTo<"subject"> | null>;
  get_is_local_superuser(self: RefTo<"session">): Promise<boolean>;
  get_other_config(self: RefTo<"session">): Promise<Record<string, string>>;
  get_pool(self: RefTo<"session">): Promise<boolean>;
  get_last_active(self: RefTo<"session">): Promise<string>;
  get_this_user(self: RefTo<"session">): Promise<RefTo<"user"> | null>;
  get_this_host(self: RefTo<"session">): Promise<RefTo<"host"> | null>;
  get_uuid(self: RefTo<"session">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"session">>;
  get_record(self: RefTo<"session">): Promise<sessionRecord>;
}

export interface authTasks {
  get_group_membership(subject_identifier: string): Promise<string[]>;
  get_subject_information_from_identifier(subject_identifier: string): Promise<Record<string, string>>;
  get_subject_identifier(subject_name: string): Promise<string>;
}

export interface authMethods extends authTasks {
}

export interface subjectTasks {
  get_permissions_name_label(self: RefTo<"subject">): Promise<string[]>;
  remove_from_roles(self: RefTo<"subject">, role: RefTo<"role"> | null): Promise<null>;
  add_to_roles(self: RefTo<"subject">, role: RefTo<"role"> | null): Promise<null>;
  destroy(self: RefTo<"subject">): Promise<null>;
  create(args: Partial<subjectRecord>): Promise<RefTo<"subject">>;
}

export interface subjectMethods extends subjectTasks {
  get_all_records(): Promise<Record<string, subjectRecord>>;
  get_all(): Promise<RefTo<"subject">[]>;
  get_roles(self: RefTo<"subject">): Promise<RefTo<"role">[]>;
  get_other_config(self: RefTo<"subject">): Promise<Record<string, string>>;
  get_subject_identifier(self: RefTo<"subject">): Promise<string>;
  get_uuid(self: RefTo<"subject">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"subject">>;
  get_record(self: RefTo<"subject">): Promise<subjectRecord>;
}

export interface roleTasks {
  get_by_permission_name_label(label: string): Promise<RefTo<"role">[]>;
  get_by_permission(permission: RefTo<"role">): Promise<RefTo<"role">[]>;
  get_permissions_name_label(self: RefTo<"role">): Promise<string[]>;
  get_permissions(self: RefTo<"role">): Promise<RefTo<"role">[]>;
}

export interface roleMethods extends roleTasks {
  get_all_records(): Promise<Record<string, roleRecord>>;
  get_all(): Promise<RefTo<"role">[]>;
  get_is_internal(self: RefTo<"role">): Promise<boolean>;
  get_subroles(self: RefTo<"role">): Promise<RefTo<"role">[]>;
  get_name_description(self: RefTo<"role">): Promise<string>;
  get_name_label(self: RefTo<"role">): Promise<string>;
  get_uuid(self: RefTo<"role">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"role">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"role">>;
  get_record(self: RefTo<"role">): Promise<roleRecord>;
}

export interface taskMethods {
  get_all_records(): Promise<Record<string, taskRecord>>;
  get_all(): Promise<RefTo<"task">[]>;
  set_error_info(self: RefTo<"task">, value: readonly string[]): Promise<null>;
  set_result(self: RefTo<"task">, value: string): Promise<null>;
  set_progress(self: RefTo<"task">, value: number): Promise<null>;
  set_status(self: RefTo<"task">, value: Enum<"task_status_type">): Promise<null>;
  cancel(task: RefTo<"task">): Promise<null>;
  destroy(self: RefTo<"task">): Promise<null>;
  create(label: string, description: string): Promise<RefTo<"task">>;
  remove_from_other_config(self: RefTo<"task">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"task">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"task">, value: Readonly<Record<string, string>>): Promise<null>;
  get_backtrace(self: RefTo<"task">): Promise<string>;
  get_subtasks(self: RefTo<"task">): Promise<RefTo<"task">[]>;
  get_subtask_of(self: RefTo<"task">): Promise<RefTo<"task"> | null>;
  get_other_config(self: RefTo<"task">): Promise<Record<string, string>>;
  get_error_info(self: RefTo<"task">): Promise<string[]>;
  get_result(self: RefTo<"task">): Promise<string>;
  get_type(self: RefTo<"task">): Promise<string>;
  get_progress(self: RefTo<"task">): Promise<number>;
  get_resident_on(self: RefTo<"task">): Promise<RefTo<"host"> | null>;
  get_status(self: RefTo<"task">): Promise<Enum<"task_status_type">>;
  get_finished(self: RefTo<"task">): Promise<string>;
  get_created(self: RefTo<"task">): Promise<string>;
  get_current_operations(self: RefTo<"task">): Promise<Record<string, Enum<"task_allowed_operations">>>;
  get_allowed_operations(self: RefTo<"task">): Promise<Enum<"task_allowed_operations">[]>;
  get_name_description(self: RefTo<"task">): Promise<string>;
  get_name_label(self: RefTo<"task">): Promise<string>;
  get_uuid(self: RefTo<"task">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"task">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"task">>;
  get_record(self: RefTo<"task">): Promise<taskRecord>;
}

export interface eventMethods {
  inject(class_: string, ref: string): Promise<string>;
  get_current_id(): Promise<number>;
  from(classes: readonly string[], token: string, timeout: number): Promise<unknown>;
  next(): Promise<eventRecord[]>;
  unregister(classes: readonly string[]): Promise<null>;
  register(classes: readonly string[]): Promise<null>;
}

export interface poolTasks {
  set_ext_auth_max_threads(self: RefTo<"pool">, value: number): Promise<null>;
  set_local_auth_max_threads(self: RefTo<"pool">, value: number): Promise<null>;
  set_update_sync_enabled(self: RefTo<"pool">, value: boolean): Promise<null>;
  configure_update_sync(self: RefTo<"pool">, update_sync_frequency: Enum<"update_sync_frequency">, update_sync_day: number): Promise<null>;
  reset_telemetry_uuid(self: RefTo<"pool">): Promise<null>;
  set_telemetry_next_collection(self: RefTo<"pool">, value: string): Promise<null>;
  set_https_only(self: RefTo<"pool">, value: boolean): Promise<null>;
  set_custom_uefi_certificates(self: RefTo<"pool">, value: string): Promise<null>;
  set_uefi_certificates(self: RefTo<"pool">, value: string): Promise<null>;
  disable_repository_proxy(self: RefTo<"pool">): Promise<null>;
  configure_repository_proxy(self: RefTo<"pool">, url: string, username: string, password: string): Promise<null>;
  disable_client_certificate_auth(self: RefTo<"pool">): Promise<null>;
  enable_client_certificate_auth(self: RefTo<"pool">, name: string): Promise<null>;
  check_update_readiness(self: RefTo<"pool">, requires_reboot: boolean): Promise<string[][]>;
  sync_updates(self: RefTo<"pool">, force: boolean, token: string, token_id: string): Promise<string>;
  remove_repository(self: RefTo<"pool">, value: RefTo<"Repository"> | null): Promise<null>;
  add_repository(self: RefTo<"pool">, value: RefTo<"Repository"> | null): Promise<null>;
  set_repositories(self: RefTo<"pool">, value: readonly RefTo<"Repository">[]): Promise<null>;
  rotate_secret(): Promise<null>;
  remove_from_guest_agent_config(self: RefTo<"pool">, key: string): Promise<null>;
  add_to_guest_agent_config(self: RefTo<"pool">, key: string, value: string): Promise<null>;
  has_extension(self: RefTo<"pool">, name: string): Promise<boolean>;
  set_igmp_snooping_enabled(self: RefTo<"pool">, value: boolean): Promise<null>;
  disable_ssl_legacy(self: RefTo<"pool">): Promise<null>;
  enable_ssl_legacy(self: RefTo<"pool">): Promise<null>;
  apply_edition(self: RefTo<"pool">, edition: string): Promise<null>;
  get_license_state(self: RefTo<"pool">): Promise<Record<string, string>>;
  disable_local_storage_caching(self: RefTo<"pool">): Promise<null>;
  enable_local_storage_caching(self: RefTo<"pool">): Promise<null>;
  test_archive_target(self: RefTo<"pool">, config: Readonly<Record<string, string>>): Promise<string>;
  set_vswitch_controller(address: string): Promise<null>;
  disable_redo_log(): Promise<null>;
  enable_redo_log(sr: RefTo<"SR"> | null): Promise<null>;
  enable_tls_verification(): Promise<null>;
  certificate_sync(): Promise<null>;
  crl_list(): Promise<string[]>;
  crl_uninstall(name: string): Promise<null>;
  crl_install(name: string, cert: string): Promise<null>;
  uninstall_ca_certificate(name: string): Promise<null>;
  install_ca_certificate(name: string, cert: string): Promise<null>;
  certificate_list(): Promise<string[]>;
  certificate_uninstall(name: string): Promise<null>;
  certificate_install(name: string, cert: string): Promise<null>;
  send_test_post(host: string, port: number, body: string): Promise<string>;
  retrieve_wlb_recommendations(): Promise<Record<string, string[]>>;
  retrieve_wlb_configuration(): Promise<Record<string, string>>;
  send_wlb_configuration(config: Readonly<Record<string, string>>): Promise<null>;
  deconfigure_wlb(): Promise<null>;
  initialize_wlb(wlb_url: string, wlb_username: string, wlb_password: string, xenserver_username: string, xenserver_password: string): Promise<null>;
  detect_nonhomogeneous_external_auth(pool: RefTo<"pool">): Promise<null>;
  disable_external_auth(pool: RefTo<"pool">, config?: Readonly<Record<string, string>>): Promise<null>;
  enable_external_auth(pool: RefTo<"pool">, config: Readonly<Record<string, string>>, service_name: string, auth_type: string): Promise<null>;
  create_new_blob(pool: RefTo<"pool">, name: string, mime_type: string, public_?: boolean): Promise<RefTo<"blob">>;
  set_ha_host_failures_to_tolerate(self: RefTo<"pool">, value: number): Promise<null>;
  ha_compute_vm_failover_plan(failed_hosts: readonly RefTo<"host">[], failed_vms: readonly RefTo<"VM">[]): Promise<Record<string, Record<string, string>>>;
  ha_compute_hypothetical_max_host_failures_to_tolerate(configuration: Readonly<Record<string, string>>): Promise<number>;
  ha_compute_max_host_failures_to_tolerate(): Promise<number>;
  ha_failover_plan_exists(n: number): Promise<boolean>;
  ha_prevent_restarts_for(seconds: number): Promise<null>;
  designate_new_master(host: RefTo<"host"> | null): Promise<null>;
  sync_database(): Promise<null>;
  disable_ha(): Promise<null>;
  enable_ha(heartbeat_srs: readonly RefTo<"SR">[], configuration: Readonly<Record<string, string>>): Promise<null>;
  create_VLAN_from_PIF(pif: RefTo<"PIF"> | null, network: RefTo<"network"> | null, VLAN: number): Promise<RefTo<"PIF">[]>;
  management_reconfigure(network: RefTo<"network"> | null): Promise<null>;
  create_VLAN(device: string, network: RefTo<"network"> | null, VLAN: number): Promise<RefTo<"PIF">[]>;
  recover_slaves(): Promise<RefTo<"host">[]>;
  emergency_reset_master(master_address: string): Promise<null>;
  emergency_transition_to_master(): Promise<null>;
  eject(host: RefTo<"host"> | null): Promise<null>;
  join_force(master_address: string, master_username: string, master_password: string): Promise<null>;
  join(master_address: string, master_username: string, master_password: string): Promise<null>;
}

export interface poolMethods extends poolTasks {
  get_all_records(): Promise<Record<string, poolRecord>>;
  get_all(): Promise<RefTo<"pool">[]>;
  set_coordinator_bias(self: RefTo<"pool">, value: boolean): Promise<null>;
  set_migration_compression(self: RefTo<"pool">, value: boolean): Promise<null>;
  set_is_psr_pending(self: RefTo<"pool">, value: boolean): Promise<null>;
  set_live_patching_disabled(self: RefTo<"pool">, value: boolean): Promise<null>;
  set_policy_no_vendor_device(self: RefTo<"pool">, value: boolean): Promise<null>;
  set_wlb_verify_cert(self: RefTo<"pool">, value: boolean): Promise<null>;
  set_wlb_enabled(self: RefTo<"pool">, value: boolean): Promise<null>;
  remove_from_health_check_config(self: RefTo<"pool">, key: string): Promise<null>;
  add_to_health_check_config(self: RefTo<"pool">, key: string, value: string): Promise<null>;
  set_health_check_config(self: RefTo<"pool">, value: Readonly<Record<string, string>>): Promise<null>;
  remove_from_gui_config(self: RefTo<"pool">, key: string): Promise<null>;
  add_to_gui_config(self: RefTo<"pool">, key: string, value: string): Promise<null>;
  set_gui_config(self: RefTo<"pool">, value: Readonly<Record<string, string>>): Promise<null>;
  remove_tags(self: RefTo<"pool">, value: string): Promise<null>;
  add_tags(self: RefTo<"pool">, value: string): Promise<null>;
  set_tags(self: RefTo<"pool">, value: readonly string[]): Promise<null>;
  set_ha_allow_overcommit(self: RefTo<"pool">, value: boolean): Promise<null>;
  remove_from_other_config(self: RefTo<"pool">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"pool">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"pool">, value: Readonly<Record<string, string>>): Promise<null>;
  set_crash_dump_SR(self: RefTo<"pool">, value: RefTo<"SR"> | null): Promise<null>;
  set_suspend_image_SR(self: RefTo<"pool">, value: RefTo<"SR"> | null): Promise<null>;
  set_default_SR(self: RefTo<"pool">, value: RefTo<"SR"> | null): Promise<null>;
  set_name_description(self: RefTo<"pool">, value: string): Promise<null>;
  set_name_label(self: RefTo<"pool">, value: string): Promise<null>;
  get_update_sync_enabled(self: RefTo<"pool">): Promise<boolean>;
  get_update_sync_day(self: RefTo<"pool">): Promise<number>;
  get_update_sync_frequency(self: RefTo<"pool">): Promise<Enum<"update_sync_frequency">>;
  get_last_update_sync(self: RefTo<"pool">): Promise<string>;
  get_telemetry_next_collection(self: RefTo<"pool">): Promise<string>;
  get_telemetry_frequency(self: RefTo<"pool">): Promise<Enum<"telemetry_frequency">>;
  get_telemetry_uuid(self: RefTo<"pool">): Promise<RefTo<"secret"> | null>;
  get_ext_auth_max_threads(self: RefTo<"pool">): Promise<number>;
  get_local_auth_max_threads(self: RefTo<"pool">): Promise<number>;
  get_coordinator_bias(self: RefTo<"pool">): Promise<boolean>;
  get_migration_compression(self: RefTo<"pool">): Promise<boolean>;
  get_repository_proxy_password(self: RefTo<"pool">): Promise<RefTo<"secret"> | null>;
  get_repository_proxy_username(self: RefTo<"pool">): Promise<string>;
  get_repository_proxy_url(self: RefTo<"pool">): Promise<string>;
  get_client_certificate_auth_name(self: RefTo<"pool">): Promise<string>;
  get_client_certificate_auth_enabled(self: RefTo<"pool">): Promise<boolean>;
  get_repositories(self: RefTo<"pool">): Promise<RefTo<"Repository">[]>;
  get_tls_verification_enabled(self: RefTo<"pool">): Promise<boolean>;
  get_is_psr_pending(self: RefTo<"pool">): Promise<boolean>;
  get_custom_uefi_certificates(self: RefTo<"pool">): Promise<string>;
  get_uefi_certificates(self: RefTo<"pool">): Promise<string>;
  get_igmp_snooping_enabled(self: RefTo<"pool">): Promise<boolean>;
  get_live_patching_disabled(self: RefTo<"pool">): Promise<boolean>;
  get_policy_no_vendor_device(self: RefTo<"pool">): Promise<boolean>;
  get_cpu_info(self: RefTo<"pool">): Promise<Record<string, string>>;
  get_guest_agent_config(self: RefTo<"pool">): Promise<Record<string, string>>;
  get_current_operations(self: RefTo<"pool">): Promise<Record<string, Enum<"pool_allowed_operations">>>;
  get_allowed_operations(self: RefTo<"pool">): Promise<Enum<"pool_allowed_operations">[]>;
  get_ha_cluster_stack(self: RefTo<"pool">): Promise<string>;
  get_metadata_VDIs(self: RefTo<"pool">): Promise<RefTo<"VDI">[]>;
  get_restrictions(self: RefTo<"pool">): Promise<Record<string, string>>;
  get_vswitch_controller(self: RefTo<"pool">): Promise<string>;
  get_redo_log_vdi(self: RefTo<"pool">): Promise<RefTo<"VDI"> | null>;
  get_redo_log_enabled(self: RefTo<"pool">): Promise<boolean>;
  get_wlb_verify_cert(self: RefTo<"pool">): Promise<boolean>;
  get_wlb_enabled(self: RefTo<"pool">): Promise<boolean>;
  get_wlb_username(self: RefTo<"pool">): Promise<string>;
  get_wlb_url(self: RefTo<"pool">): Promise<string>;
  get_health_check_config(self: RefTo<"pool">): Promise<Record<string, string>>;
  get_gui_config(self: RefTo<"pool">): Promise<Record<string, string>>;
  get_tags(self: RefTo<"pool">): Promise<string[]>;
  get_blobs(self: RefTo<"pool">): Promise<Record<string, RefTo<"blob"> | null>>;
  get_ha_overcommitted(self: RefTo<"pool">): Promise<boolean>;
  get_ha_allow_overcommit(self: RefTo<"pool">): Promise<boolean>;
  get_ha_plan_exists_for(self: RefTo<"pool">): Promise<number>;
  get_ha_host_failures_to_tolerate(self: RefTo<"pool">): Promise<number>;
  get_ha_statefiles(self: RefTo<"pool">): Promise<string[]>;
  get_ha_configuration(self: RefTo<"pool">): Promise<Record<string, string>>;
  get_ha_enabled(self: RefTo<"pool">): Promise<boolean>;
  get_other_config(self: RefTo<"pool">): Promise<Record<string, string>>;
  get_crash_dump_SR(self: RefTo<"pool">): Promise<RefTo<"SR"> | null>;
  get_suspend_image_SR(self: RefTo<"pool">): Promise<RefTo<"SR"> | null>;
  get_default_SR(self: RefTo<"pool">): Promise<RefTo<"SR"> | null>;
  get_master(self: RefTo<"pool">): Promise<RefTo<"host"> | null>;
  get_name_description(self: RefTo<"pool">): Promise<string>;
  get_name_label(self: RefTo<"pool">): Promise<string>;
  get_uuid(self: RefTo<"pool">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"pool">>;
  get_record(self: RefTo<"pool">): Promise<poolRecord>;
}

export interface pool_patchTasks {
  clean_on_host(self: RefTo<"pool_patch">, host: RefTo<"host"> | null): Promise<null>;
  destroy(self: RefTo<"pool_patch">): Promise<null>;
  pool_clean(self: RefTo<"pool_patch">): Promise<null>;
  clean(self: RefTo<"pool_patch">): Promise<null>;
  precheck(self: RefTo<"pool_patch">, host: RefTo<"host"> | null): Promise<string>;
  pool_apply(self: RefTo<"pool_patch">): Promise<null>;
  apply(self: RefTo<"pool_patch">, host: RefTo<"host"> | null): Promise<string>;
}

export interface pool_patchMethods extends pool_patchTasks {
  get_all_records(): Promise<Record<string, pool_patchRecord>>;
  get_all(): Promise<RefTo<"pool_patch">[]>;
  remove_from_other_config(self: RefTo<"pool_patch">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"pool_patch">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"pool_patch">, value: Readonly<Record<string, string>>): Promise<null>;
  get_other_config(self: RefTo<"pool_patch">): Promise<Record<string, string>>;
  get_pool_update(self: RefTo<"pool_patch">): Promise<RefTo<"pool_update"> | null>;
  get_after_apply_guidance(self: RefTo<"pool_patch">): Promise<Enum<"after_apply_guidance">[]>;
  get_host_patches(self: RefTo<"pool_patch">): Promise<RefTo<"host_patch">[]>;
  get_pool_applied(self: RefTo<"pool_patch">): Promise<boolean>;
  get_size(self: RefTo<"pool_patch">): Promise<number>;
  get_version(self: RefTo<"pool_patch">): Promise<string>;
  get_name_description(self: RefTo<"pool_patch">): Promise<string>;
  get_name_label(self: RefTo<"pool_patch">): Promise<string>;
  get_uuid(self: RefTo<"pool_patch">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"pool_patch">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"pool_patch">>;
  get_record(self: RefTo<"pool_patch">): Promise<pool_patchRecord>;
}

export interface pool_updateTasks {
  destroy(self: RefTo<"pool_update">): Promise<null>;
  pool_clean(self: RefTo<"pool_update">): Promise<null>;
  pool_apply(self: RefTo<"pool_update">): Promise<null>;
  apply(self: RefTo<"pool_update">, host: RefTo<"host"> | null): Promise<null>;
  precheck(self: RefTo<"pool_update">, host: RefTo<"host"> | null): Promise<Enum<"livepatch_status">>;
  introduce(vdi: RefTo<"VDI"> | null): Promise<RefTo<"pool_update">>;
}

export interface pool_updateMethods extends pool_updateTasks {
  get_all_records(): Promise<Record<string, pool_updateRecord>>;
  get_all(): Promise<RefTo<"pool_update">[]>;
  remove_from_other_config(self: RefTo<"pool_update">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"pool_update">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"pool_update">, value: Readonly<Record<string, string>>): Promise<null>;
  get_enforce_homogeneity(self: RefTo<"pool_update">): Promise<boolean>;
  get_other_config(self: RefTo<"pool_update">): Promise<Record<string, string>>;
  get_hosts(self: RefTo<"pool_update">): Promise<RefTo<"host">[]>;
  get_vdi(self: RefTo<"pool_update">): Promise<RefTo<"VDI"> | null>;
  get_after_apply_guidance(self: RefTo<"pool_update">): Promise<Enum<"update_after_apply_guidance">[]>;
  get_key(self: RefTo<"pool_update">): Promise<string>;
  get_installation_size(self: RefTo<"pool_update">): Promise<number>;
  get_version(self: RefTo<"pool_update">): Promise<string>;
  get_name_description(self: RefTo<"pool_update">): Promise<string>;
  get_name_label(self: RefTo<"pool_update">): Promise<string>;
  get_uuid(self: RefTo<"pool_update">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"pool_update">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"pool_update">>;
  get_record(self: RefTo<"pool_update">): Promise<pool_updateRecord>;
}

export interface VMTasks {
  restart_device_models(self: RefTo<"VM">): Promise<null>;
  set_HVM_boot_policy(self: RefTo<"VM">, value: string): Promise<null>;
  set_domain_type(self: RefTo<"VM">, value: Enum<"domain_type">): Promise<null>;
  set_actions_after_crash(self: RefTo<"VM">, value: Enum<"on_crash_behaviour">): Promise<null>;
  import(url: string, sr: RefTo<"SR"> | null, full_restore: boolean, force: boolean): Promise<RefTo<"VM">[]>;
  set_has_vendor_device(self: RefTo<"VM">, value: boolean): Promise<null>;
  call_plugin(vm: RefTo<"VM">, plugin: string, fn: string, args: Readonly<Record<string, string>>): Promise<string>;
  query_services(self: RefTo<"VM">): Promise<Record<string, string>>;
  set_appliance(self: RefTo<"VM">, value: RefTo<"VM_appliance"> | null): Promise<null>;
  import_convert(type: string, username: string, password: string, sr: RefTo<"SR"> | null, remote_config: Readonly<Record<string, string>>): Promise<null>;
  recover(self: RefTo<"VM">, session_to: RefTo<"session"> | null, force: boolean): Promise<null>;
  get_SRs_required_for_recovery(self: RefTo<"VM">, session_to: RefTo<"session"> | null): Promise<RefTo<"SR">[]>;
  assert_can_be_recovered(self: RefTo<"VM">, session_to: RefTo<"session"> | null): Promise<null>;
  set_suspend_VDI(self: RefTo<"VM">, value: RefTo<"VDI"> | null): Promise<null>;
  set_order(self: RefTo<"VM">, value: number): Promise<null>;
  set_shutdown_delay(self: RefTo<"VM">, value: number): Promise<null>;
  set_start_delay(self: RefTo<"VM">, value: number): Promise<null>;
  set_snapshot_schedule(self: RefTo<"VM">, value: RefTo<"VMSS"> | null): Promise<null>;
  set_protection_policy(self: RefTo<"VM">, value: RefTo<"VMPP"> | null): Promise<null>;
  copy_bios_strings(vm: RefTo<"VM">, host: RefTo<"host"> | null): Promise<null>;
  set_bios_strings(self: RefTo<"VM">, value: Readonly<Record<string, string>>): Promise<null>;
  retrieve_wlb_recommendations(vm: RefTo<"VM">): Promise<Record<string, string[]>>;
  assert_agile(self: RefTo<"VM">): Promise<null>;
  create_new_blob(vm: RefTo<"VM">, name: string, mime_type: string, public_?: boolean): Promise<RefTo<"blob">>;
  assert_can_boot_here(self: RefTo<"VM">, host: RefTo<"host"> | null): Promise<null>;
  get_possible_hosts(vm: RefTo<"VM">): Promise<RefTo<"host">[]>;
  get_allowed_VIF_devices(vm: RefTo<"VM">): Promise<string[]>;
  get_allowed_VBD_devices(vm: RefTo<"VM">): Promise<string[]>;
  update_allowed_operations(self: RefTo<"VM">): Promise<null>;
  assert_operation_valid(self: RefTo<"VM">, op: Enum<"vm_operations">): Promise<null>;
  forget_data_source_archives(self: RefTo<"VM">, data_source: string): Promise<null>;
  query_data_source(self: RefTo<"VM">, data_source: string): Promise<number>;
  record_data_source(self: RefTo<"VM">, data_source: string): Promise<null>;
  get_data_sources(self: RefTo<"VM">): Promise<data_sourceRecord[]>;
  get_boot_record(self: RefTo<"VM">): Promise<VMRecord>;
  assert_can_migrate(vm: RefTo<"VM">, dest: Readonly<Record<string, string>>, live: boolean, vdi_map: Readonly<Record<string, RefTo<"SR"> | null>>, vif_map: Readonly<Record<string, RefTo<"network"> | null>>, options: Readonly<Record<string, string>>, vgpu_map?: Readonly<Record<string, RefTo<"GPU_group"> | null>>): Promise<null>;
  migrate_send(vm: RefTo<"VM">, dest: Readonly<Record<string, string>>, live: boolean, vdi_map: Readonly<Record<string, RefTo<"SR"> | null>>, vif_map: Readonly<Record<string, RefTo<"network"> | null>>, options: Readonly<Record<string, string>>, vgpu_map: Readonly<Record<string, RefTo<"GPU_group"> | null>>): Promise<RefTo<"VM">>;
  maximise_memory(self: RefTo<"VM">, total: number, approximate: boolean): Promise<number>;
  send_trigger(vm: RefTo<"VM">, trigger: string): Promise<null>;
  send_sysrq(vm: RefTo<"VM">, key: string): Promise<null>;
  set_VCPUs_at_startup(self: RefTo<"VM">, value: number): Promise<null>;
  set_VCPUs_max(self: RefTo<"VM">, value: number): Promise<null>;
  set_shadow_multiplier_live(self: RefTo<"VM">, multiplier: number): Promise<null>;
  set_HVM_shadow_multiplier(self: RefTo<"VM">, value: number): Promise<null>;
  get_cooperative(self: RefTo<"VM">): Promise<boolean>;
  wait_memory_target_live(self: RefTo<"VM">): Promise<null>;
  set_memory_target_live(self: RefTo<"VM">, target: number): Promise<null>;
  set_memory(self: RefTo<"VM">, value: number): Promise<null>;
  set_memory_limits(self: RefTo<"VM">, static_min: number, static_max: number, dynamic_min: number, dynamic_max: number): Promise<null>;
  set_memory_static_range(self: RefTo<"VM">, min: number, max: number): Promise<null>;
  set_memory_static_min(self: RefTo<"VM">, value: number): Promise<null>;
  set_memory_static_max(self: RefTo<"VM">, value: number): Promise<null>;
  set_memory_dynamic_range(self: RefTo<"VM">, min: number, max: number): Promise<null>;
  set_memory_dynamic_min(self: RefTo<"VM">, value: number): Promise<null>;
  set_memory_dynamic_max(self: RefTo<"VM">, value: number): Promise<null>;
  compute_memory_overhead(vm: RefTo<"VM">): Promise<number>;
  set_ha_always_run(self: RefTo<"VM">, value: boolean): Promise<null>;
  set_ha_restart_priority(self: RefTo<"VM">, value: string): Promise<null>;
  remove_from_NVRAM(self: RefTo<"VM">, key: string): Promise<null>;
  add_to_NVRAM(self: RefTo<"VM">, key: string, value: string): Promise<null>;
  set_NVRAM(self: RefTo<"VM">, value: Readonly<Record<string, string>>): Promise<null>;
  add_to_VCPUs_params_live(self: RefTo<"VM">, key: string, value: string): Promise<null>;
  set_VCPUs_number_live(self: RefTo<"VM">, nvcpu: number): Promise<null>;
  pool_migrate(vm: RefTo<"VM">, host: RefTo<"host"> | null, options: Readonly<Record<string, string>>): Promise<null>;
  resume_on(vm: RefTo<"VM">, host: RefTo<"host"> | null, start_paused: boolean, force: boolean): Promise<null>;
  resume(vm: RefTo<"VM">, start_paused: boolean, force: boolean): Promise<null>;
  suspend(vm: RefTo<"VM">): Promise<null>;
  hard_reboot(vm: RefTo<"VM">): Promise<null>;
  power_state_reset(vm: RefTo<"VM">): Promise<null>;
  hard_shutdown(vm: RefTo<"VM">): Promise<null>;
  clean_reboot(vm: RefTo<"VM">): Promise<null>;
  shutdown(vm: RefTo<"VM">): Promise<null>;
  clean_shutdown(vm: RefTo<"VM">): Promise<null>;
  unpause(vm: RefTo<"VM">): Promise<null>;
  pause(vm: RefTo<"VM">): Promise<null>;
  start_on(vm: RefTo<"VM">, host: RefTo<"host"> | null, start_paused: boolean, force: boolean): Promise<null>;
  start(vm: RefTo<"VM">, start_paused: boolean, force: boolean): Promise<null>;
  provision(vm: RefTo<"VM">): Promise<null>;
  checkpoint(vm: RefTo<"VM">, new_name: string): Promise<RefTo<"VM">>;
  revert(snapshot: RefTo<"VM">): Promise<null>;
  copy(vm: RefTo<"VM">, new_name: string, sr: RefTo<"SR"> | null): Promise<RefTo<"VM">>;
  clone(vm: RefTo<"VM">, new_name: string): Promise<RefTo<"VM">>;
  snapshot_with_quiesce(vm: RefTo<"VM">, new_name: string): Promise<RefTo<"VM">>;
  snapshot(vm: RefTo<"VM">, new_name: string, ignore_vdis?: readonly RefTo<"VDI">[]): Promise<RefTo<"VM">>;
  destroy(self: RefTo<"VM">): Promise<null>;
  create(args: Partial<VMRecord>): Promise<RefTo<"VM">>;
}

export interface VMMethods extends VMTasks {
  get_all_records(): Promise<Record<string, VMRecord>>;
  get_all(): Promise<RefTo<"VM">[]>;
  set_hardware_platform_version(self: RefTo<"VM">, value: number): Promise<null>;
  set_suspend_SR(self: RefTo<"VM">, value: RefTo<"SR"> | null): Promise<null>;
  remove_from_blocked_operations(self: RefTo<"VM">, key: Enum<"vm_operations">): Promise<null>;
  add_to_blocked_operations(self: RefTo<"VM">, key: Enum<"vm_operations">, value: string): Promise<null>;
  set_blocked_operations(self: RefTo<"VM">, value: Readonly<Record<string, string>>): Promise<null>;
  remove_tags(self: RefTo<"VM">, value: string): Promise<null>;
  add_tags(self: RefTo<"VM">, value: string): Promise<null>;
  set_tags(self: RefTo<"VM">, value: readonly string[]): Promise<null>;
  remove_from_xenstore_data(self: RefTo<"VM">, key: string): Promise<null>;
  add_to_xenstore_data(self: RefTo<"VM">, key: string, value: string): Promise<null>;
  set_xenstore_data(self: RefTo<"VM">, value: Readonly<Record<string, string>>): Promise<null>;
  set_recommendations(self: RefTo<"VM">, value: string): Promise<null>;
  remove_from_other_config(self: RefTo<"VM">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"VM">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"VM">, value: Readonly<Record<string, string>>): Promise<null>;
  set_PCI_bus(self: RefTo<"VM">, value: string): Promise<null>;
  remove_from_platform(self: RefTo<"VM">, key: string): Promise<null>;
  add_to_platform(self: RefTo<"VM">, key: string, value: string): Promise<null>;
  set_platform(self: RefTo<"VM">, value: Readonly<Record<string, string>>): Promise<null>;
  remove_from_HVM_boot_params(self: RefTo<"VM">, key: string): Promise<null>;
  add_to_HVM_boot_params(self: RefTo<"VM">, key: string, value: string): Promise<null>;
  set_HVM_boot_params(self: RefTo<"VM">, value: Readonly<Record<string, string>>): Promise<null>;
  set_PV_legacy_args(self: RefTo<"VM">, value: string): Promise<null>;
  set_PV_bootloader_args(self: RefTo<"VM">, value: string): Promise<null>;
  set_PV_args(self: RefTo<"VM">, value: string): Promise<null>;
  set_PV_ramdisk(self: RefTo<"VM">, value: string): Promise<null>;
  set_PV_kernel(self: RefTo<"VM">, value: string): Promise<null>;
  set_PV_bootloader(self: RefTo<"VM">, value: string): Promise<null>;
  set_actions_after_reboot(self: RefTo<"VM">, value: Enum<"on_normal_exit">): Promise<null>;
  set_actions_after_shutdown(self: RefTo<"VM">, value: Enum<"on_normal_exit">): Promise<null>;
  set_actions_after_softreboot(self: RefTo<"VM">, value: Enum<"on_softreboot_behavior">): Promise<null>;
  remove_from_VCPUs_params(self: RefTo<"VM">, key: string): Promise<null>;
  add_to_VCPUs_params(self: RefTo<"VM">, key: string, value: string): Promise<null>;
  set_VCPUs_params(self: RefTo<"VM">, value: Readonly<Record<string, string>>): Promise<null>;
  set_affinity(self: RefTo<"VM">, value: RefTo<"host"> | null): Promise<null>;
  set_is_a_template(self: RefTo<"VM">, value: boolean): Promise<null>;
  set_user_version(self: RefTo<"VM">, value: number): Promise<null>;
  set_name_description(self: RefTo<"VM">, value: string): Promise<null>;
  set_name_label(self: RefTo<"VM">, value: string): Promise<null>;
  get_pending_guidances_full(self: RefTo<"VM">): Promise<Enum<"update_guidances">[]>;
  get_pending_guidances_recommended(self: RefTo<"VM">): Promise<Enum<"update_guidances">[]>;
  get_pending_guidances(self: RefTo<"VM">): Promise<Enum<"update_guidances">[]>;
  get_NVRAM(self: RefTo<"VM">): Promise<Record<string, string>>;
  get_domain_type(self: RefTo<"VM">): Promise<Enum<"domain_type">>;
  get_reference_label(self: RefTo<"VM">): Promise<string>;
  get_requires_reboot(self: RefTo<"VM">): Promise<boolean>;
  get_has_vendor_device(self: RefTo<"VM">): Promise<boolean>;
  get_hardware_platform_version(self: RefTo<"VM">): Promise<number>;
  get_generation_id(self: RefTo<"VM">): Promise<string>;
  get_version(self: RefTo<"VM">): Promise<number>;
  get_suspend_SR(self: RefTo<"VM">): Promise<RefTo<"SR"> | null>;
  get_attached_PCIs(self: RefTo<"VM">): Promise<RefTo<"PCI">[]>;
  get_VGPUs(self: RefTo<"VM">): Promise<RefTo<"VGPU">[]>;
  get_order(self: RefTo<"VM">): Promise<number>;
  get_shutdown_delay(self: RefTo<"VM">): Promise<number>;
  get_start_delay(self: RefTo<"VM">): Promise<number>;
  get_appliance(self: RefTo<"VM">): Promise<RefTo<"VM_appliance"> | null>;
  get_is_vmss_snapshot(self: RefTo<"VM">): Promise<boolean>;
  get_snapshot_schedule(self: RefTo<"VM">): Promise<RefTo<"VMSS"> | null>;
  get_is_snapshot_from_vmpp(self: RefTo<"VM">): Promise<boolean>;
  get_protection_policy(self: RefTo<"VM">): Promise<RefTo<"VMPP"> | null>;
  get_bios_strings(self: RefTo<"VM">): Promise<Record<string, string>>;
  get_children(self: RefTo<"VM">): Promise<RefTo<"VM">[]>;
  get_parent(self: RefTo<"VM">): Promise<RefTo<"VM"> | null>;
  get_snapshot_metadata(self: RefTo<"VM">): Promise<string>;
  get_snapshot_info(self: RefTo<"VM">): Promise<Record<string, string>>;
  get_blocked_operations(self: RefTo<"VM">): Promise<Record<string, string>>;
  get_tags(self: RefTo<"VM">): Promise<string[]>;
  get_blobs(self: RefTo<"VM">): Promise<Record<string, RefTo<"blob"> | null>>;
  get_transportable_snapshot_id(self: RefTo<"VM">): Promise<string>;
  get_snapshot_time(self: RefTo<"VM">): Promise<string>;
  get_snapshots(self: RefTo<"VM">): Promise<RefTo<"VM">[]>;
  get_snapshot_of(self: RefTo<"VM">): Promise<RefTo<"VM"> | null>;
  get_is_a_snapshot(self: RefTo<"VM">): Promise<boolean>;
  get_ha_restart_priority(self: RefTo<"VM">): Promise<string>;
  get_ha_always_run(self: RefTo<"VM">): Promise<boolean>;
  get_xenstore_data(self: RefTo<"VM">): Promise<Record<string, string>>;
  get_recommendations(self: RefTo<"VM">): Promise<string>;
  get_last_booted_record(self: RefTo<"VM">): Promise<string>;
  get_guest_metrics(self: RefTo<"VM">): Promise<RefTo<"VM_guest_metrics"> | null>;
  get_metrics(self: RefTo<"VM">): Promise<RefTo<"VM_metrics"> | null>;
  get_is_control_domain(self: RefTo<"VM">): Promise<boolean>;
  get_last_boot_CPU_flags(self: RefTo<"VM">): Promise<Record<string, string>>;
  get_domarch(self: RefTo<"VM">): Promise<string>;
  get_domid(self: RefTo<"VM">): Promise<number>;
  get_other_config(self: RefTo<"VM">): Promise<Record<string, string>>;
  get_PCI_bus(self: RefTo<"VM">): Promise<string>;
  get_platform(self: RefTo<"VM">): Promise<Record<string, string>>;
  get_HVM_shadow_multiplier(self: RefTo<"VM">): Promise<number>;
  get_HVM_boot_params(self: RefTo<"VM">): Promise<Record<string, string>>;
  get_HVM_boot_policy(self: RefTo<"VM">): Promise<string>;
  get_PV_legacy_args(self: RefTo<"VM">): Promise<string>;
  get_PV_bootloader_args(self: RefTo<"VM">): Promise<string>;
  get_PV_args(self: RefTo<"VM">): Promise<string>;
  get_PV_ramdisk(self: RefTo<"VM">): Promise<string>;
  get_PV_kernel(self: RefTo<"VM">): Promise<string>;
  get_PV_bootloader(self: RefTo<"VM">): Promise<string>;
  get_VTPMs(self: RefTo<"VM">): Promise<RefTo<"VTPM">[]>;
  get_crash_dumps(self: RefTo<"VM">): Promise<RefTo<"crashdump">[]>;
  get_VUSBs(self: RefTo<"VM">): Promise<RefTo<"VUSB">[]>;
  get_VBDs(self: RefTo<"VM">): Promise<RefTo<"VBD">[]>;
  get_VIFs(self: RefTo<"VM">): Promise<RefTo<"VIF">[]>;
  get_consoles(self: RefTo<"VM">): Promise<RefTo<"console">[]>;
  get_actions_after_crash(self: RefTo<"VM">): Promise<Enum<"on_crash_behaviour">>;
  get_actions_after_reboot(self: RefTo<"VM">): Promise<Enum<"on_normal_exit">>;
  get_actions_after_shutdown(self: RefTo<"VM">): Promise<Enum<"on_normal_exit">>;
  get_actions_after_softreboot(self: RefTo<"VM">): Promise<Enum<"on_softreboot_behavior">>;
  get_VCPUs_at_startup(self: RefTo<"VM">): Promise<number>;
  get_VCPUs_max(self: RefTo<"VM">): Promise<number>;
  get_VCPUs_params(self: RefTo<"VM">): Promise<Record<string, string>>;
  get_memory_static_min(self: RefTo<"VM">): Promise<number>;
  get_memory_dynamic_min(self: RefTo<"VM">): Promise<number>;
  get_memory_dynamic_max(self: RefTo<"VM">): Promise<number>;
  get_memory_static_max(self: RefTo<"VM">): Promise<number>;
  get_memory_target(self: RefTo<"VM">): Promise<number>;
  get_memory_overhead(self: RefTo<"VM">): Promise<number>;
  get_affinity(self: RefTo<"VM">): Promise<RefTo<"host"> | null>;
  get_scheduled_to_be_resident_on(self: RefTo<"VM">): Promise<RefTo<"host"> | null>;
  get_resident_on(self: RefTo<"VM">): Promise<RefTo<"host"> | null>;
  get_suspend_VDI(self: RefTo<"VM">): Promise<RefTo<"VDI"> | null>;
  get_is_default_template(self: RefTo<"VM">): Promise<boolean>;
  get_is_a_template(self: RefTo<"VM">): Promise<boolean>;
  get_user_version(self: RefTo<"VM">): Promise<number>;
  get_power_state(self: RefTo<"VM">): Promise<Enum<"vm_power_state">>;
  get_name_description(self: RefTo<"VM">): Promise<string>;
  get_name_label(self: RefTo<"VM">): Promise<string>;
  get_current_operations(self: RefTo<"VM">): Promise<Record<string, Enum<"vm_operations">>>;
  get_allowed_operations(self: RefTo<"VM">): Promise<Enum<"vm_operations">[]>;
  get_uuid(self: RefTo<"VM">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"VM">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"VM">>;
  get_record(self: RefTo<"VM">): Promise<VMRecord>;
}

export interface VM_metricsMethods {
  get_all_records(): Promise<Record<string, VM_metricsRecord>>;
  get_all(): Promise<RefTo<"VM_metrics">[]>;
  remove_from_other_config(self: RefTo<"VM_metrics">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"VM_metrics">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"VM_metrics">, value: Readonly<Record<string, string>>): Promise<null>;
  get_current_domain_type(self: RefTo<"VM_metrics">): Promise<Enum<"domain_type">>;
  get_nomigrate(self: RefTo<"VM_metrics">): Promise<boolean>;
  get_nested_virt(self: RefTo<"VM_metrics">): Promise<boolean>;
  get_hvm(self: RefTo<"VM_metrics">): Promise<boolean>;
  get_other_config(self: RefTo<"VM_metrics">): Promise<Record<string, string>>;
  get_last_updated(self: RefTo<"VM_metrics">): Promise<string>;
  get_install_time(self: RefTo<"VM_metrics">): Promise<string>;
  get_start_time(self: RefTo<"VM_metrics">): Promise<string>;
  get_state(self: RefTo<"VM_metrics">): Promise<string[]>;
  get_VCPUs_flags(self: RefTo<"VM_metrics">): Promise<Record<string, string[]>>;
  get_VCPUs_params(self: RefTo<"VM_metrics">): Promise<Record<string, string>>;
  get_VCPUs_CPU(self: RefTo<"VM_metrics">): Promise<Record<string, number>>;
  get_VCPUs_utilisation(self: RefTo<"VM_metrics">): Promise<Record<string, number>>;
  get_VCPUs_number(self: RefTo<"VM_metrics">): Promise<number>;
  get_memory_actual(self: RefTo<"VM_metrics">): Promise<number>;
  get_uuid(self: RefTo<"VM_metrics">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"VM_metrics">>;
  get_record(self: RefTo<"VM_metrics">): Promise<VM_metricsRecord>;
}

export interface VM_guest_metricsMethods {
  get_all_records(): Promise<Record<string, VM_guest_metricsRecord>>;
  get_all(): Promise<RefTo<"VM_guest_metrics">[]>;
  remove_from_other_config(self: RefTo<"VM_guest_metrics">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"VM_guest_metrics">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"VM_guest_metrics">, value: Readonly<Record<string, string>>): Promise<null>;
  get_PV_drivers_detected(self: RefTo<"VM_guest_metrics">): Promise<boolean>;
  get_can_use_hotplug_vif(self: RefTo<"VM_guest_metrics">): Promise<Enum<"tristate_type">>;
  get_can_use_hotplug_vbd(self: RefTo<"VM_guest_metrics">): Promise<Enum<"tristate_type">>;
  get_live(self: RefTo<"VM_guest_metrics">): Promise<boolean>;
  get_other_config(self: RefTo<"VM_guest_metrics">): Promise<Record<string, string>>;
  get_last_updated(self: RefTo<"VM_guest_metrics">): Promise<string>;
  get_other(self: RefTo<"VM_guest_metrics">): Promise<Record<string, string>>;
  get_networks(self: RefTo<"VM_guest_metrics">): Promise<Record<string, string>>;
  get_disks(self: RefTo<"VM_guest_metrics">): Promise<Record<string, string>>;
  get_memory(self: RefTo<"VM_guest_metrics">): Promise<Record<string, string>>;
  get_PV_drivers_up_to_date(self: RefTo<"VM_guest_metrics">): Promise<boolean>;
  get_PV_drivers_version(self: RefTo<"VM_guest_metrics">): Promise<Record<string, string>>;
  get_os_version(self: RefTo<"VM_guest_metrics">): Promise<Record<string, string>>;
  get_uuid(self: RefTo<"VM_guest_metrics">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"VM_guest_metrics">>;
  get_record(self: RefTo<"VM_guest_metrics">): Promise<VM_guest_metricsRecord>;
}

export interface VMPPTasks {
  set_archive_last_run_time(self: RefTo<"VMPP">, value: string): Promise<null>;
  set_backup_last_run_time(self: RefTo<"VMPP">, value: string): Promise<null>;
  remove_from_alarm_config(self: RefTo<"VMPP">, key: string): Promise<null>;
  remove_from_archive_schedule(self: RefTo<"VMPP">, key: string): Promise<null>;
  remove_from_archive_target_config(self: RefTo<"VMPP">, key: string): Promise<null>;
  remove_from_backup_schedule(self: RefTo<"VMPP">, key: string): Promise<null>;
  add_to_alarm_config(self: RefTo<"VMPP">, key: string, value: string): Promise<null>;
  add_to_archive_schedule(self: RefTo<"VMPP">, key: string, value: string): Promise<null>;
  add_to_archive_target_config(self: RefTo<"VMPP">, key: string, value: string): Promise<null>;
  add_to_backup_schedule(self: RefTo<"VMPP">, key: string, value: string): Promise<null>;
  set_alarm_config(self: RefTo<"VMPP">, value: Readonly<Record<string, string>>): Promise<null>;
  set_is_alarm_enabled(self: RefTo<"VMPP">, value: boolean): Promise<null>;
  set_archive_target_config(self: RefTo<"VMPP">, value: Readonly<Record<string, string>>): Promise<null>;
  set_archive_target_type(self: RefTo<"VMPP">, value: Enum<"vmpp_archive_target_type">): Promise<null>;
  set_archive_schedule(self: RefTo<"VMPP">, value: Readonly<Record<string, string>>): Promise<null>;
  set_archive_frequency(self: RefTo<"VMPP">, value: Enum<"vmpp_archive_frequency">): Promise<null>;
  set_backup_schedule(self: RefTo<"VMPP">, value: Readonly<Record<string, string>>): Promise<null>;
  set_backup_frequency(self: RefTo<"VMPP">, value: Enum<"vmpp_backup_frequency">): Promise<null>;
  set_backup_retention_value(self: RefTo<"VMPP">, value: number): Promise<null>;
  get_alerts(vmpp: RefTo<"VMPP">, hours_from_now: number): Promise<string[]>;
  archive_now(snapshot: RefTo<"VM"> | null): Promise<string>;
  protect_now(vmpp: RefTo<"VMPP">): Promise<string>;
  destroy(self: RefTo<"VMPP">): Promise<null>;
  create(args: Partial<VMPPRecord>): Promise<RefTo<"VMPP">>;
}

export interface VMPPMethods extends VMPPTasks {
  get_all_records(): Promise<Record<string, VMPPRecord>>;
  get_all(): Promise<RefTo<"VMPP">[]>;
  set_backup_type(self: RefTo<"VMPP">, value: Enum<"vmpp_backup_type">): Promise<null>;
  set_is_policy_enabled(self: RefTo<"VMPP">, value: boolean): Promise<null>;
  set_name_description(self: RefTo<"VMPP">, value: string): Promise<null>;
  set_name_label(self: RefTo<"VMPP">, value: string): Promise<null>;
  get_recent_alerts(self: RefTo<"VMPP">): Promise<string[]>;
  get_alarm_config(self: RefTo<"VMPP">): Promise<Record<string, string>>;
  get_is_alarm_enabled(self: RefTo<"VMPP">): Promise<boolean>;
  get_VMs(self: RefTo<"VMPP">): Promise<RefTo<"VM">[]>;
  get_archive_last_run_time(self: RefTo<"VMPP">): Promise<string>;
  get_is_archive_running(self: RefTo<"VMPP">): Promise<boolean>;
  get_archive_schedule(self: RefTo<"VMPP">): Promise<Record<string, string>>;
  get_archive_frequency(self: RefTo<"VMPP">): Promise<Enum<"vmpp_archive_frequency">>;
  get_archive_target_config(self: RefTo<"VMPP">): Promise<Record<string, string>>;
  get_archive_target_type(self: RefTo<"VMPP">): Promise<Enum<"vmpp_archive_target_type">>;
  get_backup_last_run_time(self: RefTo<"VMPP">): Promise<string>;
  get_is_backup_running(self: RefTo<"VMPP">): Promise<boolean>;
  get_backup_schedule(self: RefTo<"VMPP">): Promise<Record<string, string>>;
  get_backup_frequency(self: RefTo<"VMPP">): Promise<Enum<"vmpp_backup_frequency">>;
  get_backup_retention_value(self: RefTo<"VMPP">): Promise<number>;
  get_backup_type(self: RefTo<"VMPP">): Promise<Enum<"vmpp_backup_type">>;
  get_is_policy_enabled(self: RefTo<"VMPP">): Promise<boolean>;
  get_name_description(self: RefTo<"VMPP">): Promise<string>;
  get_name_label(self: RefTo<"VMPP">): Promise<string>;
  get_uuid(self: RefTo<"VMPP">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"VMPP">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"VMPP">>;
  get_record(self: RefTo<"VMPP">): Promise<VMPPRecord>;
}

export interface VMSSTasks {
  set_type(self: RefTo<"VMSS">, value: Enum<"vmss_type">): Promise<null>;
  set_last_run_time(self: RefTo<"VMSS">, value: string): Promise<null>;
  remove_from_schedule(self: RefTo<"VMSS">, key: string): Promise<null>;
  add_to_schedule(self: RefTo<"VMSS">, key: string, value: string): Promise<null>;
  set_schedule(self: RefTo<"VMSS">, value: Readonly<Record<string, string>>): Promise<null>;
  set_frequency(self: RefTo<"VMSS">, value: Enum<"vmss_frequency">): Promise<null>;
  set_retained_snapshots(self: RefTo<"VMSS">, value: number): Promise<null>;
  snapshot_now(vmss: RefTo<"VMSS">): Promise<string>;
  destroy(self: RefTo<"VMSS">): Promise<null>;
  create(args: Partial<VMSSRecord>): Promise<RefTo<"VMSS">>;
}

export interface VMSSMethods extends VMSSTasks {
  get_all_records(): Promise<Record<string, VMSSRecord>>;
  get_all(): Promise<RefTo<"VMSS">[]>;
  set_enabled(self: RefTo<"VMSS">, value: boolean): Promise<null>;
  set_name_description(self: RefTo<"VMSS">, value: string): Promise<null>;
  set_name_label(self: RefTo<"VMSS">, value: string): Promise<null>;
  get_VMs(self: RefTo<"VMSS">): Promise<RefTo<"VM">[]>;
  get_last_run_time(self: RefTo<"VMSS">): Promise<string>;
  get_schedule(self: RefTo<"VMSS">): Promise<Record<string, string>>;
  get_frequency(self: RefTo<"VMSS">): Promise<Enum<"vmss_frequency">>;
  get_retained_snapshots(self: RefTo<"VMSS">): Promise<number>;
  get_type(self: RefTo<"VMSS">): Promise<Enum<"vmss_type">>;
  get_enabled(self: RefTo<"VMSS">): Promise<boolean>;
  get_name_description(self: RefTo<"VMSS">): Promise<string>;
  get_name_label(self: RefTo<"VMSS">): Promise<string>;
  get_uuid(self: RefTo<"VMSS">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"VMSS">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"VMSS">>;
  get_record(self: RefTo<"VMSS">): Promise<VMSSRecord>;
}

export interface VM_applianceTasks {
  recover(self: RefTo<"VM_appliance">, session_to: RefTo<"session"> | null, force: boolean): Promise<null>;
  get_SRs_required_for_recovery(self: RefTo<"VM_appliance">, session_to: RefTo<"session"> | null): Promise<RefTo<"SR">[]>;
  assert_can_be_recovered(self: RefTo<"VM_appliance">, session_to: RefTo<"session"> | null): Promise<null>;
  shutdown(self: RefTo<"VM_appliance">): Promise<null>;
  hard_shutdown(self: RefTo<"VM_appliance">): Promise<null>;
  clean_shutdown(self: RefTo<"VM_appliance">): Promise<null>;
  start(self: RefTo<"VM_appliance">, paused: boolean): Promise<null>;
  destroy(self: RefTo<"VM_appliance">): Promise<null>;
  create(args: Partial<VM_applianceRecord>): Promise<RefTo<"VM_appliance">>;
}

export interface VM_applianceMethods extends VM_applianceTasks {
  get_all_records(): Promise<Record<string, VM_applianceRecord>>;
  get_all(): Promise<RefTo<"VM_appliance">[]>;
  set_name_description(self: RefTo<"VM_appliance">, value: string): Promise<null>;
  set_name_label(self: RefTo<"VM_appliance">, value: string): Promise<null>;
  get_VMs(self: RefTo<"VM_appliance">): Promise<RefTo<"VM">[]>;
  get_current_operations(self: RefTo<"VM_appliance">): Promise<Record<string, Enum<"vm_appliance_operation">>>;
  get_allowed_operations(self: RefTo<"VM_appliance">): Promise<Enum<"vm_appliance_operation">[]>;
  get_name_description(self: RefTo<"VM_appliance">): Promise<string>;
  get_name_label(self: RefTo<"VM_appliance">): Promise<string>;
  get_uuid(self: RefTo<"VM_appliance">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"VM_appliance">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"VM_appliance">>;
  get_record(self: RefTo<"VM_appliance">): Promise<VM_applianceRecord>;
}

export interface DR_taskTasks {
  destroy(self: RefTo<"DR_task">): Promise<null>;
  create(type: string, device_config: Readonly<Record<string, string>>, whitelist: readonly string[]): Promise<RefTo<"DR_task">>;
}

export interface DR_taskMethods extends DR_taskTasks {
  get_all_records(): Promise<Record<string, DR_taskRecord>>;
  get_all(): Promise<RefTo<"DR_task">[]>;
  get_introduced_SRs(self: RefTo<"DR_task">): Promise<RefTo<"SR">[]>;
  get_uuid(self: RefTo<"DR_task">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"DR_task">>;
  get_record(self: RefTo<"DR_task">): Promise<DR_taskRecord>;
}

export interface hostTasks {
  emergency_clear_mandatory_guidance(): Promise<null>;
  apply_recommended_guidances(self: RefTo<"host">): Promise<null>;
  set_https_only(self: RefTo<"host">, value: boolean): Promise<null>;
  apply_updates(self: RefTo<"host">, hash: string): Promise<string[][]>;
  emergency_reenable_tls_verification(): Promise<null>;
  emergency_disable_tls_verification(): Promise<null>;
  set_numa_affinity_policy(self: RefTo<"host">, value: Enum<"host_numa_affinity_policy">): Promise<null>;
  get_sched_gran(self: RefTo<"host">): Promise<Enum<"host_sched_gran">>;
  set_sched_gran(self: RefTo<"host">, value: Enum<"host_sched_gran">): Promise<null>;
  set_uefi_certificates(host: RefTo<"host">, value: string): Promise<null>;
  set_multipathing(host: RefTo<"host">, value: boolean): Promise<null>;
  set_iscsi_iqn(host: RefTo<"host">, value: string): Promise<null>;
  set_ssl_legacy(self: RefTo<"host">, value: boolean): Promise<null>;
  disable_display(host: RefTo<"host">): Promise<Enum<"host_display">>;
  enable_display(host: RefTo<"host">): Promise<Enum<"host_display">>;
  declare_dead(host: RefTo<"host">): Promise<null>;
  migrate_receive(host: RefTo<"host">, network: RefTo<"network"> | null, options: Readonly<Record<string, string>>): Promise<Record<string, string>>;
  disable_local_storage_caching(host: RefTo<"host">): Promise<null>;
  enable_local_storage_caching(host: RefTo<"host">, sr: RefTo<"SR"> | null): Promise<null>;
  reset_cpu_features(host: RefTo<"host">): Promise<null>;
  set_cpu_features(host: RefTo<"host">, features: string): Promise<null>;
  set_power_on_mode(self: RefTo<"host">, power_on_mode: string, power_on_config: Readonly<Record<string, string>>): Promise<null>;
  refresh_pack_info(host: RefTo<"host">): Promise<null>;
  apply_edition(host: RefTo<"host">, edition: string, force?: boolean): Promise<null>;
  reset_server_certificate(host: RefTo<"host">): Promise<null>;
  emergency_reset_server_certificate(): Promise<null>;
  install_server_certificate(host: RefTo<"host">, certificate: string, private_key: string, certificate_chain?: string): Promise<null>;
  refresh_server_certificate(host: RefTo<"host">): Promise<null>;
  get_server_certificate(host: RefTo<"host">): Promise<string>;
  retrieve_wlb_evacuate_recommendations(self: RefTo<"host">): Promise<Record<string, string[]>>;
  disable_external_auth(host: RefTo<"host">, config: Readonly<Record<string, string>>): Promise<null>;
  enable_external_auth(host: RefTo<"host">, config: Readonly<Record<string, string>>, service_name: string, auth_type: string): Promise<null>;
  get_server_localtime(host: RefTo<"host">): Promise<string>;
  get_servertime(host: RefTo<"host">): Promise<string>;
  call_extension(host: RefTo<"host">, call: string): Promise<string>;
  has_extension(host: RefTo<"host">, name: string): Promise<boolean>;
  call_plugin(host: RefTo<"host">, plugin: string, fn: string, args: Readonly<Record<string, string>>): Promise<string>;
  create_new_blob(host: RefTo<"host">, name: string, mime_type: string, public_?: boolean): Promise<RefTo<"blob">>;
  backup_rrds(host: RefTo<"host">, delay: number): Promise<null>;
  sync_data(host: RefTo<"host">): Promise<null>;
  compute_memory_overhead(host: RefTo<"host">): Promise<number>;
  compute_free_memory(host: RefTo<"host">): Promise<number>;
  set_hostname_live(host: RefTo<"host">, hostname: string): Promise<null>;
  shutdown_agent(): Promise<null>;
  restart_agent(host: RefTo<"host">): Promise<null>;
  get_system_status_capabilities(host: RefTo<"host">): Promise<string>;
  get_management_interface(host: RefTo<"host">): Promise<RefTo<"PIF">>;
  management_disable(): Promise<null>;
  local_management_reconfigure(interface_: string): Promise<null>;
  management_reconfigure(pif: RefTo<"PIF"> | null): Promise<null>;
  syslog_reconfigure(host: RefTo<"host">): Promise<null>;
  evacuate(host: RefTo<"host">, network?: RefTo<"network"> | null, evacuate_batch_size?: number): Promise<null>;
  get_uncooperative_resident_VMs(self: RefTo<"host">): Promise<RefTo<"VM">[]>;
  get_vms_which_prevent_evacuation(self: RefTo<"host">): Promise<Record<string, string[]>>;
  assert_can_evacuate(host: RefTo<"host">): Promise<null>;
  forget_data_source_archives(host: RefTo<"host">, data_source: string): Promise<null>;
  query_data_source(host: RefTo<"host">, data_source: string): Promise<number>;
  record_data_source(host: RefTo<"host">, data_source: string): Promise<null>;
  get_data_sources(host: RefTo<"host">): Promise<data_sourceRecord[]>;
  emergency_ha_disable(soft?: boolean): Promise<null>;
  power_on(host: RefTo<"host">): Promise<null>;
  destroy(self: RefTo<"host">): Promise<null>;
  license_remove(host: RefTo<"host">): Promise<null>;
  license_add(host: RefTo<"host">, contents: string): Promise<null>;
  license_apply(host: RefTo<"host">, contents: string): Promise<null>;
  list_methods(): Promise<string[]>;
  bugreport_upload(host: RefTo<"host">, url: string, options: Readonly<Record<string, string>>): Promise<null>;
  send_debug_keys(host: RefTo<"host">, keys: string): Promise<null>;
  get_log(host: RefTo<"host">): Promise<string>;
  dmesg_clear(host: RefTo<"host">): Promise<string>;
  dmesg(host: RefTo<"host">): Promise<string>;
  reboot(host: RefTo<"host">): Promise<null>;
  shutdown(host: RefTo<"host">): Promise<null>;
  enable(host: RefTo<"host">): Promise<null>;
  disable(host: RefTo<"host">): Promise<null>;
}

export interface hostMethods extends hostTasks {
  get_all_records(): Promise<Record<string, hostRecord>>;
  get_all(): Promise<RefTo<"host">[]>;
  set_display(self: RefTo<"host">, value: Enum<"host_display">): Promise<null>;
  remove_from_guest_VCPUs_params(self: RefTo<"host">, key: string): Promise<null>;
  add_to_guest_VCPUs_params(self: RefTo<"host">, key: string, value: string): Promise<null>;
  set_guest_VCPUs_params(self: RefTo<"host">, value: Readonly<Record<string, string>>): Promise<null>;
  remove_from_license_server(self: RefTo<"host">, key: string): Promise<null>;
  add_to_license_server(self: RefTo<"host">, key: string, value: string): Promise<null>;
  set_license_server(self: RefTo<"host">, value: Readonly<Record<string, string>>): Promise<null>;
  remove_tags(self: RefTo<"host">, value: string): Promise<null>;
  add_tags(self: RefTo<"host">, value: string): Promise<null>;
  set_tags(self: RefTo<"host">, value: readonly string[]): Promise<null>;
  set_address(self: RefTo<"host">, value: string): Promise<null>;
  set_hostname(self: RefTo<"host">, value: string): Promise<null>;
  set_crash_dump_sr(self: RefTo<"host">, value: RefTo<"SR"> | null): Promise<null>;
  set_suspend_image_sr(self: RefTo<"host">, value: RefTo<"SR"> | null): Promise<null>;
  remove_from_logging(self: RefTo<"host">, key: string): Promise<null>;
  add_to_logging(self: RefTo<"host">, key: string, value: string): Promise<null>;
  set_logging(self: RefTo<"host">, value: Readonly<Record<string, string>>): Promise<null>;
  remove_from_other_config(self: RefTo<"host">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"host">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"host">, value: Readonly<Record<string, string>>): Promise<null>;
  set_name_description(self: RefTo<"host">, value: string): Promise<null>;
  set_name_label(self: RefTo<"host">, value: string): Promise<null>;
  get_last_update_hash(self: RefTo<"host">): Promise<string>;
  get_pending_guidances_full(self: RefTo<"host">): Promise<Enum<"update_guidances">[]>;
  get_pending_guidances_recommended(self: RefTo<"host">): Promise<Enum<"update_guidances">[]>;
  get_numa_affinity_policy(self: RefTo<"host">): Promise<Enum<"host_numa_affinity_policy">>;
  get_latest_synced_updates_applied(self: RefTo<"host">): Promise<Enum<"latest_synced_updates_applied_state">>;
  get_https_only(self: RefTo<"host">): Promise<boolean>;
  get_last_software_update(self: RefTo<"host">): Promise<string>;
  get_tls_verification_enabled(self: RefTo<"host">): Promise<boolean>;
  get_pending_guidances(self: RefTo<"host">): Promise<Enum<"update_guidances">[]>;
  get_editions(self: RefTo<"host">): Promise<string[]>;
  get_certificates(self: RefTo<"host">): Promise<RefTo<"Certificate">[]>;
  get_uefi_certificates(self: RefTo<"host">): Promise<string>;
  get_multipathing(self: RefTo<"host">): Promise<boolean>;
  get_iscsi_iqn(self: RefTo<"host">): Promise<string>;
  get_features(self: RefTo<"host">): Promise<RefTo<"Feature">[]>;
  get_updates_requiring_reboot(self: RefTo<"host">): Promise<RefTo<"pool_update">[]>;
  get_control_domain(self: RefTo<"host">): Promise<RefTo<"VM"> | null>;
  get_virtual_hardware_platform_versions(self: RefTo<"host">): Promise<number[]>;
  get_display(self: RefTo<"host">): Promise<Enum<"host_display">>;
  get_guest_VCPUs_params(self: RefTo<"host">): Promise<Record<string, string>>;
  get_ssl_legacy(self: RefTo<"host">): Promise<boolean>;
  get_PUSBs(self: RefTo<"host">): Promise<RefTo<"PUSB">[]>;
  get_PGPUs(self: RefTo<"host">): Promise<RefTo<"PGPU">[]>;
  get_PCIs(self: RefTo<"host">): Promise<RefTo<"PCI">[]>;
  get_chipset_info(self: RefTo<"host">): Promise<Record<string, string>>;
  get_local_cache_sr(self: RefTo<"host">): Promise<RefTo<"SR"> | null>;
  get_power_on_config(self: RefTo<"host">): Promise<Record<string, string>>;
  get_power_on_mode(self: RefTo<"host">): Promise<string>;
  get_bios_strings(self: RefTo<"host">): Promise<Record<string, string>>;
  get_license_server(self: RefTo<"host">): Promise<Record<string, string>>;
  get_edition(self: RefTo<"host">): Promise<string>;
  get_external_auth_configuration(self: RefTo<"host">): Promise<Record<string, string>>;
  get_external_auth_service_name(self: RefTo<"host">): Promise<string>;
  get_external_auth_type(self: RefTo<"host">): Promise<string>;
  get_tags(self: RefTo<"host">): Promise<string[]>;
  get_blobs(self: RefTo<"host">): Promise<Record<string, RefTo<"blob"> | null>>;
  get_ha_network_peers(self: RefTo<"host">): Promise<string[]>;
  get_ha_statefiles(self: RefTo<"host">): Promise<string[]>;
  get_license_params(self: RefTo<"host">): Promise<Record<string, string>>;
  get_metrics(self: RefTo<"host">): Promise<RefTo<"host_metrics"> | null>;
  get_address(self: RefTo<"host">): Promise<string>;
  get_hostname(self: RefTo<"host">): Promise<string>;
  get_cpu_info(self: RefTo<"host">): Promise<Record<string, string>>;
  get_host_CPUs(self: RefTo<"host">): Promise<RefTo<"host_cpu">[]>;
  get_PBDs(self: RefTo<"host">): Promise<RefTo<"PBD">[]>;
  get_updates(self: RefTo<"host">): Promise<RefTo<"pool_update">[]>;
  get_patches(self: RefTo<"host">): Promise<RefTo<"host_patch">[]>;
  get_crashdumps(self: RefTo<"host">): Promise<RefTo<"host_crashdump">[]>;
  get_crash_dump_sr(self: RefTo<"host">): Promise<RefTo<"SR"> | null>;
  get_suspend_image_sr(self: RefTo<"host">): Promise<RefTo<"SR"> | null>;
  get_PIFs(self: RefTo<"host">): Promise<RefTo<"PIF">[]>;
  get_logging(self: RefTo<"host">): Promise<Record<string, string>>;
  get_resident_VMs(self: RefTo<"host">): Promise<RefTo<"VM">[]>;
  get_supported_bootloaders(self: RefTo<"host">): Promise<string[]>;
  get_sched_policy(self: RefTo<"host">): Promise<string>;
  get_cpu_configuration(self: RefTo<"host">): Promise<Record<string, string>>;
  get_capabilities(self: RefTo<"host">): Promise<string[]>;
  get_other_config(self: RefTo<"host">): Promise<Record<string, string>>;
  get_software_version(self: RefTo<"host">): Promise<Record<string, string>>;
  get_enabled(self: RefTo<"host">): Promise<boolean>;
  get_API_version_vendor_implementation(self: RefTo<"host">): Promise<Record<string, string>>;
  get_API_version_vendor(self: RefTo<"host">): Promise<string>;
  get_API_version_minor(self: RefTo<"host">): Promise<number>;
  get_API_version_major(self: RefTo<"host">): Promise<number>;
  get_current_operations(self: RefTo<"host">): Promise<Record<string, Enum<"host_allowed_operations">>>;
  get_allowed_operations(self: RefTo<"host">): Promise<Enum<"host_allowed_operations">[]>;
  get_memory_overhead(self: RefTo<"host">): Promise<number>;
  get_name_description(self: RefTo<"host">): Promise<string>;
  get_name_label(self: RefTo<"host">): Promise<string>;
  get_uuid(self: RefTo<"host">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"host">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"host">>;
  get_record(self: RefTo<"host">): Promise<hostRecord>;
}

export interface host_crashdumpTasks {
  upload(self: RefTo<"host_crashdump">, url: string, options: Readonly<Record<string, string>>): Promise<null>;
  destroy(self: RefTo<"host_crashdump">): Promise<null>;
}

export interface host_crashdumpMethods extends host_crashdumpTasks {
  get_all_records(): Promise<Record<string, host_crashdumpRecord>>;
  get_all(): Promise<RefTo<"host_crashdump">[]>;
  remove_from_other_config(self: RefTo<"host_crashdump">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"host_crashdump">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"host_crashdump">, value: Readonly<Record<string, string>>): Promise<null>;
  get_other_config(self: RefTo<"host_crashdump">): Promise<Record<string, string>>;
  get_size(self: RefTo<"host_crashdump">): Promise<number>;
  get_timestamp(self: RefTo<"host_crashdump">): Promise<string>;
  get_host(self: RefTo<"host_crashdump">): Promise<RefTo<"host"> | null>;
  get_uuid(self: RefTo<"host_crashdump">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"host_crashdump">>;
  get_record(self: RefTo<"host_crashdump">): Promise<host_crashdumpRecord>;
}

export interface host_patchTasks {
  apply(self: RefTo<"host_patch">): Promise<string>;
  destroy(self: RefTo<"host_patch">): Promise<null>;
}

export interface host_patchMethods extends host_patchTasks {
  get_all_records(): Promise<Record<string, host_patchRecord>>;
  get_all(): Promise<RefTo<"host_patch">[]>;
  remove_from_other_config(self: RefTo<"host_patch">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"host_patch">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"host_patch">, value: Readonly<Record<string, string>>): Promise<null>;
  get_other_config(self: RefTo<"host_patch">): Promise<Record<string, string>>;
  get_pool_patch(self: RefTo<"host_patch">): Promise<RefTo<"pool_patch"> | null>;
  get_size(self: RefTo<"host_patch">): Promise<number>;
  get_timestamp_applied(self: RefTo<"host_patch">): Promise<string>;
  get_applied(self: RefTo<"host_patch">): Promise<boolean>;
  get_host(self: RefTo<"host_patch">): Promise<RefTo<"host"> | null>;
  get_version(self: RefTo<"host_patch">): Promise<string>;
  get_name_description(self: RefTo<"host_patch">): Promise<string>;
  get_name_label(self: RefTo<"host_patch">): Promise<string>;
  get_uuid(self: RefTo<"host_patch">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"host_patch">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"host_patch">>;
  get_record(self: RefTo<"host_patch">): Promise<host_patchRecord>;
}

export interface host_metricsMethods {
  get_all_records(): Promise<Record<string, host_metricsRecord>>;
  get_all(): Promise<RefTo<"host_metrics">[]>;
  remove_from_other_config(self: RefTo<"host_metrics">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"host_metrics">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"host_metrics">, value: Readonly<Record<string, string>>): Promise<null>;
  get_other_config(self: RefTo<"host_metrics">): Promise<Record<string, string>>;
  get_last_updated(self: RefTo<"host_metrics">): Promise<string>;
  get_live(self: RefTo<"host_metrics">): Promise<boolean>;
  get_memory_free(self: RefTo<"host_metrics">): Promise<number>;
  get_memory_total(self: RefTo<"host_metrics">): Promise<number>;
  get_uuid(self: RefTo<"host_metrics">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"host_metrics">>;
  get_record(self: RefTo<"host_metrics">): Promise<host_metricsRecord>;
}

export interface host_cpuMethods {
  get_all_records(): Promise<Record<string, host_cpuRecord>>;
  get_all(): Promise<RefTo<"host_cpu">[]>;
  remove_from_other_config(self: RefTo<"host_cpu">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"host_cpu">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"host_cpu">, value: Readonly<Record<string, string>>): Promise<null>;
  get_other_config(self: RefTo<"host_cpu">): Promise<Record<string, string>>;
  get_utilisation(self: RefTo<"host_cpu">): Promise<number>;
  get_features(self: RefTo<"host_cpu">): Promise<string>;
  get_flags(self: RefTo<"host_cpu">): Promise<string>;
  get_stepping(self: RefTo<"host_cpu">): Promise<string>;
  get_model(self: RefTo<"host_cpu">): Promise<number>;
  get_family(self: RefTo<"host_cpu">): Promise<number>;
  get_modelname(self: RefTo<"host_cpu">): Promise<string>;
  get_speed(self: RefTo<"host_cpu">): Promise<number>;
  get_vendor(self: RefTo<"host_cpu">): Promise<string>;
  get_number(self: RefTo<"host_cpu">): Promise<number>;
  get_host(self: RefTo<"host_cpu">): Promise<RefTo<"host"> | null>;
  get_uuid(self: RefTo<"host_cpu">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"host_cpu">>;
  get_record(self: RefTo<"host_cpu">): Promise<host_cpuRecord>;
}

export interface networkTasks {
  remove_purpose(self: RefTo<"network">, value: Enum<"network_purpose">): Promise<null>;
  add_purpose(self: RefTo<"network">, value: Enum<"network_purpose">): Promise<null>;
  set_default_locking_mode(network: RefTo<"network">, value: Enum<"network_default_locking_mode">): Promise<null>;
  create_new_blob(network: RefTo<"network">, name: string, mime_type: string, public_?: boolean): Promise<RefTo<"blob">>;
  destroy(self: RefTo<"network">): Promise<null>;
  create(args: Partial<networkRecord>): Promise<RefTo<"network">>;
}

export interface networkMethods extends networkTasks {
  get_all_records(): Promise<Record<string, networkRecord>>;
  get_all(): Promise<RefTo<"network">[]>;
  remove_tags(self: RefTo<"network">, value: string): Promise<null>;
  add_tags(self: RefTo<"network">, value: string): Promise<null>;
  set_tags(self: RefTo<"network">, value: readonly string[]): Promise<null>;
  remove_from_other_config(self: RefTo<"network">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"network">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"network">, value: Readonly<Record<string, string>>): Promise<null>;
  set_MTU(self: RefTo<"network">, value: number): Promise<null>;
  set_name_description(self: RefTo<"network">, value: string): Promise<null>;
  set_name_label(self: RefTo<"network">, value: string): Promise<null>;
  get_purpose(self: RefTo<"network">): Promise<Enum<"network_purpose">[]>;
  get_assigned_ips(self: RefTo<"network">): Promise<Record<string, string>>;
  get_default_locking_mode(self: RefTo<"network">): Promise<Enum<"network_default_locking_mode">>;
  get_tags(self: RefTo<"network">): Promise<string[]>;
  get_blobs(self: RefTo<"network">): Promise<Record<string, RefTo<"blob"> | null>>;
  get_managed(self: RefTo<"network">): Promise<boolean>;
  get_bridge(self: RefTo<"network">): Promise<string>;
  get_other_config(self: RefTo<"network">): Promise<Record<string, string>>;
  get_MTU(self: RefTo<"network">): Promise<number>;
  get_PIFs(self: RefTo<"network">): Promise<RefTo<"PIF">[]>;
  get_VIFs(self: RefTo<"network">): Promise<RefTo<"VIF">[]>;
  get_current_operations(self: RefTo<"network">): Promise<Record<string, Enum<"network_operations">>>;
  get_allowed_operations(self: RefTo<"network">): Promise<Enum<"network_operations">[]>;
  get_name_description(self: RefTo<"network">): Promise<string>;
  get_name_label(self: RefTo<"network">): Promise<string>;
  get_uuid(self: RefTo<"network">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"network">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"network">>;
  get_record(self: RefTo<"network">): Promise<networkRecord>;
}

export interface VIFTasks {
  configure_ipv6(self: RefTo<"VIF">, mode: Enum<"vif_ipv6_configuration_mode">, address?: string, gateway?: string): Promise<null>;
  configure_ipv4(self: RefTo<"VIF">, mode: Enum<"vif_ipv4_configuration_mode">, address?: string, gateway?: string): Promise<null>;
  remove_ipv6_allowed(self: RefTo<"VIF">, value: string): Promise<null>;
  add_ipv6_allowed(self: RefTo<"VIF">, value: string): Promise<null>;
  set_ipv6_allowed(self: RefTo<"VIF">, value: readonly string[]): Promise<null>;
  remove_ipv4_allowed(self: RefTo<"VIF">, value: string): Promise<null>;
  add_ipv4_allowed(self: RefTo<"VIF">, value: string): Promise<null>;
  set_ipv4_allowed(self: RefTo<"VIF">, value: readonly string[]): Promise<null>;
  set_locking_mode(self: RefTo<"VIF">, value: Enum<"vif_locking_mode">): Promise<null>;
  move(self: RefTo<"VIF">, network: RefTo<"network"> | null): Promise<null>;
  unplug_force(self: RefTo<"VIF">): Promise<null>;
  unplug(self: RefTo<"VIF">): Promise<null>;
  plug(self: RefTo<"VIF">): Promise<null>;
  destroy(self: RefTo<"VIF">): Promise<null>;
  create(args: Partial<VIFRecord>): Promise<RefTo<"VIF">>;
}

export interface VIFMethods extends VIFTasks {
  get_all_records(): Promise<Record<string, VIFRecord>>;
  get_all(): Promise<RefTo<"VIF">[]>;
  remove_from_qos_algorithm_params(self: RefTo<"VIF">, key: string): Promise<null>;
  add_to_qos_algorithm_params(self: RefTo<"VIF">, key: string, value: string): Promise<null>;
  set_qos_algorithm_params(self: RefTo<"VIF">, value: Readonly<Record<string, string>>): Promise<null>;
  set_qos_algorithm_type(self: RefTo<"VIF">, value: string): Promise<null>;
  remove_from_other_config(self: RefTo<"VIF">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"VIF">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"VIF">, value: Readonly<Record<string, string>>): Promise<null>;
  get_ipv6_gateway(self: RefTo<"VIF">): Promise<string>;
  get_ipv6_addresses(self: RefTo<"VIF">): Promise<string[]>;
  get_ipv6_configuration_mode(self: RefTo<"VIF">): Promise<Enum<"vif_ipv6_configuration_mode">>;
  get_ipv4_gateway(self: RefTo<"VIF">): Promise<string>;
  get_ipv4_addresses(self: RefTo<"VIF">): Promise<string[]>;
  get_ipv4_configuration_mode(self: RefTo<"VIF">): Promise<Enum<"vif_ipv4_configuration_mode">>;
  get_ipv6_allowed(self: RefTo<"VIF">): Promise<string[]>;
  get_ipv4_allowed(self: RefTo<"VIF">): Promise<string[]>;
  get_locking_mode(self: RefTo<"VIF">): Promise<Enum<"vif_locking_mode">>;
  get_MAC_autogenerated(self: RefTo<"VIF">): Promise<boolean>;
  get_metrics(self: RefTo<"VIF">): Promise<RefTo<"VIF_metrics"> | null>;
  get_qos_supported_algorithms(self: RefTo<"VIF">): Promise<string[]>;
  get_qos_algorithm_params(self: RefTo<"VIF">): Promise<Record<string, string>>;
  get_qos_algorithm_type(self: RefTo<"VIF">): Promise<string>;
  get_runtime_properties(self: RefTo<"VIF">): Promise<Record<string, string>>;
  get_status_detail(self: RefTo<"VIF">): Promise<string>;
  get_status_code(self: RefTo<"VIF">): Promise<number>;
  get_currently_attached(self: RefTo<"VIF">): Promise<boolean>;
  get_other_config(self: RefTo<"VIF">): Promise<Record<string, string>>;
  get_MTU(self: RefTo<"VIF">): Promise<number>;
  get_MAC(self: RefTo<"VIF">): Promise<string>;
  get_VM(self: RefTo<"VIF">): Promise<RefTo<"VM"> | null>;
  get_network(self: RefTo<"VIF">): Promise<RefTo<"network"> | null>;
  get_device(self: RefTo<"VIF">): Promise<string>;
  get_current_operations(self: RefTo<"VIF">): Promise<Record<string, Enum<"vif_operations">>>;
  get_allowed_operations(self: RefTo<"VIF">): Promise<Enum<"vif_operations">[]>;
  get_uuid(self: RefTo<"VIF">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"VIF">>;
  get_record(self: RefTo<"VIF">): Promise<VIFRecord>;
}

export interface VIF_metricsMethods {
  get_all_records(): Promise<Record<string, VIF_metricsRecord>>;
  get_all(): Promise<RefTo<"VIF_metrics">[]>;
  remove_from_other_config(self: RefTo<"VIF_metrics">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"VIF_metrics">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"VIF_metrics">, value: Readonly<Record<string, string>>): Promise<null>;
  get_other_config(self: RefTo<"VIF_metrics">): Promise<Record<string, string>>;
  get_last_updated(self: RefTo<"VIF_metrics">): Promise<string>;
  get_io_write_kbs(self: RefTo<"VIF_metrics">): Promise<number>;
  get_io_read_kbs(self: RefTo<"VIF_metrics">): Promise<number>;
  get_uuid(self: RefTo<"VIF_metrics">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"VIF_metrics">>;
  get_record(self: RefTo<"VIF_metrics">): Promise<VIF_metricsRecord>;
}

export interface PIFTasks {
  set_property(self: RefTo<"PIF">, name: string, value: string): Promise<null>;
  db_forget(self: RefTo<"PIF">): Promise<null>;
  db_introduce(device: string, network: RefTo<"network"> | null, host: RefTo<"host"> | null, MAC: string, MTU: number, VLAN: number, physical: boolean, ip_configuration_mode: Enum<"ip_configuration_mode">, IP: string, netmask: string, gateway: string, DNS: string, bond_slave_of: RefTo<"Bond"> | null, VLAN_master_of: RefTo<"VLAN"> | null, management: boolean, other_config: Readonly<Record<string, string>>, disallow_unplug: boolean, ipv6_configuration_mode: Enum<"ipv6_configuration_mode">, IPv6: readonly string[], ipv6_gateway: string, primary_address_type: Enum<"primary_address_type">, managed: boolean, properties: Readonly<Record<string, string>>): Promise<RefTo<"PIF">>;
  plug(self: RefTo<"PIF">): Promise<null>;
  set_disallow_unplug(self: RefTo<"PIF">, value: boolean): Promise<null>;
  unplug(self: RefTo<"PIF">): Promise<null>;
  forget(self: RefTo<"PIF">): Promise<null>;
  introduce(host: RefTo<"host"> | null, MAC: string, device: string, managed: boolean): Promise<RefTo<"PIF">>;
  scan(host: RefTo<"host"> | null): Promise<null>;
  set_primary_address_type(self: RefTo<"PIF">, primary_address_type: Enum<"primary_address_type">): Promise<null>;
  reconfigure_ipv6(self: RefTo<"PIF">, mode: Enum<"ipv6_configuration_mode">, IPv6: string, gateway: string, DNS: string): Promise<null>;
  reconfigure_ip(self: RefTo<"PIF">, mode: Enum<"ip_configuration_mode">, IP: string, netmask: string, gateway: string, DNS: string): Promise<null>;
  destroy(self: RefTo<"PIF">): Promise<null>;
  create_VLAN(device: string, network: RefTo<"network"> | null, host: RefTo<"host"> | null, VLAN: number): Promise<RefTo<"PIF">>;
}

export interface PIFMethods extends PIFTasks {
  get_all_records(): Promise<Record<string, PIFRecord>>;
  get_all(): Promise<RefTo<"PIF">[]>;
  remove_from_other_config(self: RefTo<"PIF">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"PIF">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"PIF">, value: Readonly<Record<string, string>>): Promise<null>;
  get_PCI(self: RefTo<"PIF">): Promise<RefTo<"PCI"> | null>;
  get_sriov_logical_PIF_of(self: RefTo<"PIF">): Promise<RefTo<"network_sriov">[]>;
  get_sriov_physical_PIF_of(self: RefTo<"PIF">): Promise<RefTo<"network_sriov">[]>;
  get_igmp_snooping_status(self: RefTo<"PIF">): Promise<Enum<"pif_igmp_status">>;
  get_capabilities(self: RefTo<"PIF">): Promise<string[]>;
  get_properties(self: RefTo<"PIF">): Promise<Record<string, string>>;
  get_managed(self: RefTo<"PIF">): Promise<boolean>;
  get_primary_address_type(self: RefTo<"PIF">): Promise<Enum<"primary_address_type">>;
  get_ipv6_gateway(self: RefTo<"PIF">): Promise<string>;
  get_IPv6(self: RefTo<"PIF">): Promise<string[]>;
  get_ipv6_configuration_mode(self: RefTo<"PIF">): Promise<Enum<"ipv6_configuration_mode">>;
  get_tunnel_transport_PIF_of(self: RefTo<"PIF">): Promise<RefTo<"tunnel">[]>;
  get_tunnel_access_PIF_of(self: RefTo<"PIF">): Promise<RefTo<"tunnel">[]>;
  get_disallow_unplug(self: RefTo<"PIF">): Promise<boolean>;
  get_other_config(self: RefTo<"PIF">): Promise<Record<string, string>>;
  get_management(self: RefTo<"PIF">): Promise<boolean>;
  get_VLAN_slave_of(self: RefTo<"PIF">): Promise<RefTo<"VLAN">[]>;
  get_VLAN_master_of(self: RefTo<"PIF">): Promise<RefTo<"VLAN"> | null>;
  get_bond_master_of(self: RefTo<"PIF">): Promise<RefTo<"Bond">[]>;
  get_bond_slave_of(self: RefTo<"PIF">): Promise<RefTo<"Bond"> | null>;
  get_DNS(self: RefTo<"PIF">): Promise<string>;
  get_gateway(self: RefTo<"PIF">): Promise<string>;
  get_netmask(self: RefTo<"PIF">): Promise<string>;
  get_IP(self: RefTo<"PIF">): Promise<string>;
  get_ip_configuration_mode(self: RefTo<"PIF">): Promise<Enum<"ip_configuration_mode">>;
  get_currently_attached(self: RefTo<"PIF">): Promise<boolean>;
  get_physical(self: RefTo<"PIF">): Promise<boolean>;
  get_metrics(self: RefTo<"PIF">): Promise<RefTo<"PIF_metrics"> | null>;
  get_VLAN(self: RefTo<"PIF">): Promise<number>;
  get_MTU(self: RefTo<"PIF">): Promise<number>;
  get_MAC(self: RefTo<"PIF">): Promise<string>;
  get_host(self: RefTo<"PIF">): Promise<RefTo<"host"> | null>;
  get_network(self: RefTo<"PIF">): Promise<RefTo<"network"> | null>;
  get_device(self: RefTo<"PIF">): Promise<string>;
  get_uuid(self: RefTo<"PIF">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"PIF">>;
  get_record(self: RefTo<"PIF">): Promise<PIFRecord>;
}

export interface PIF_metricsMethods {
  get_all_records(): Promise<Record<string, PIF_metricsRecord>>;
  get_all(): Promise<RefTo<"PIF_metrics">[]>;
  remove_from_other_config(self: RefTo<"PIF_metrics">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"PIF_metrics">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"PIF_metrics">, value: Readonly<Record<string, string>>): Promise<null>;
  get_other_config(self: RefTo<"PIF_metrics">): Promise<Record<string, string>>;
  get_last_updated(self: RefTo<"PIF_metrics">): Promise<string>;
  get_pci_bus_path(self: RefTo<"PIF_metrics">): Promise<string>;
  get_duplex(self: RefTo<"PIF_metrics">): Promise<boolean>;
  get_speed(self: RefTo<"PIF_metrics">): Promise<number>;
  get_device_name(self: RefTo<"PIF_metrics">): Promise<string>;
  get_device_id(self: RefTo<"PIF_metrics">): Promise<string>;
  get_vendor_name(self: RefTo<"PIF_metrics">): Promise<string>;
  get_vendor_id(self: RefTo<"PIF_metrics">): Promise<string>;
  get_carrier(self: RefTo<"PIF_metrics">): Promise<boolean>;
  get_io_write_kbs(self: RefTo<"PIF_metrics">): Promise<number>;
  get_io_read_kbs(self: RefTo<"PIF_metrics">): Promise<number>;
  get_uuid(self: RefTo<"PIF_metrics">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"PIF_metrics">>;
  get_record(self: RefTo<"PIF_metrics">): Promise<PIF_metricsRecord>;
}

export interface BondTasks {
  set_property(self: RefTo<"Bond">, name: string, value: string): Promise<null>;
  set_mode(self: RefTo<"Bond">, value: Enum<"bond_mode">): Promise<null>;
  destroy(self: RefTo<"Bond">): Promise<null>;
  create(network: RefTo<"network"> | null, members: readonly RefTo<"PIF">[], MAC: string, mode?: Enum<"bond_mode">, properties?: Readonly<Record<string, string>>): Promise<RefTo<"Bond">>;
}

export interface BondMethods extends BondTasks {
  get_all_records(): Promise<Record<string, BondRecord>>;
  get_all(): Promise<RefTo<"Bond">[]>;
  remove_from_other_config(self: RefTo<"Bond">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"Bond">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"Bond">, value: Readonly<Record<string, string>>): Promise<null>;
  get_auto_update_mac(self: RefTo<"Bond">): Promise<boolean>;
  get_links_up(self: RefTo<"Bond">): Promise<number>;
  get_properties(self: RefTo<"Bond">): Promise<Record<string, string>>;
  get_mode(self: RefTo<"Bond">): Promise<Enum<"bond_mode">>;
  get_primary_slave(self: RefTo<"Bond">): Promise<RefTo<"PIF"> | null>;
  get_other_config(self: RefTo<"Bond">): Promise<Record<string, string>>;
  get_slaves(self: RefTo<"Bond">): Promise<RefTo<"PIF">[]>;
  get_master(self: RefTo<"Bond">): Promise<RefTo<"PIF"> | null>;
  get_uuid(self: RefTo<"Bond">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"Bond">>;
  get_record(self: RefTo<"Bond">): Promise<BondRecord>;
}

export interface VLANTasks {
  destroy(self: RefTo<"VLAN">): Promise<null>;
  create(tagged_PIF: RefTo<"PIF"> | null, tag: number, network: RefTo<"network"> | null): Promise<RefTo<"VLAN">>;
}

export interface VLANMethods extends VLANTasks {
  get_all_records(): Promise<Record<string, VLANRecord>>;
  get_all(): Promise<RefTo<"VLAN">[]>;
  remove_from_other_config(self: RefTo<"VLAN">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"VLAN">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"VLAN">, value: Readonly<Record<string, string>>): Promise<null>;
  get_other_config(self: RefTo<"VLAN">): Promise<Record<string, string>>;
  get_tag(self: RefTo<"VLAN">): Promise<number>;
  get_untagged_PIF(self: RefTo<"VLAN">): Promise<RefTo<"PIF"> | null>;
  get_tagged_PIF(self: RefTo<"VLAN">): Promise<RefTo<"PIF"> | null>;
  get_uuid(self: RefTo<"VLAN">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"VLAN">>;
  get_record(self: RefTo<"VLAN">): Promise<VLANRecord>;
}

export interface SMMethods {
  get_all_records(): Promise<Record<string, SMRecord>>;
  get_all(): Promise<RefTo<"SM">[]>;
  remove_from_other_config(self: RefTo<"SM">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"SM">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"SM">, value: Readonly<Record<string, string>>): Promise<null>;
  get_required_cluster_stack(self: RefTo<"SM">): Promise<string[]>;
  get_driver_filename(self: RefTo<"SM">): Promise<string>;
  get_other_config(self: RefTo<"SM">): Promise<Record<string, string>>;
  get_features(self: RefTo<"SM">): Promise<Record<string, number>>;
  get_capabilities(self: RefTo<"SM">): Promise<string[]>;
  get_configuration(self: RefTo<"SM">): Promise<Record<string, string>>;
  get_required_api_version(self: RefTo<"SM">): Promise<string>;
  get_version(self: RefTo<"SM">): Promise<string>;
  get_copyright(self: RefTo<"SM">): Promise<string>;
  get_vendor(self: RefTo<"SM">): Promise<string>;
  get_type(self: RefTo<"SM">): Promise<string>;
  get_name_description(self: RefTo<"SM">): Promise<string>;
  get_name_label(self: RefTo<"SM">): Promise<string>;
  get_uuid(self: RefTo<"SM">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"SM">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"SM">>;
  get_record(self: RefTo<"SM">): Promise<SMRecord>;
}

export interface SRTasks {
  forget_data_source_archives(sr: RefTo<"SR">, data_source: string): Promise<null>;
  query_data_source(sr: RefTo<"SR">, data_source: string): Promise<number>;
  record_data_source(sr: RefTo<"SR">, data_source: string): Promise<null>;
  get_data_sources(sr: RefTo<"SR">): Promise<data_sourceRecord[]>;
  disable_database_replication(sr: RefTo<"SR">): Promise<null>;
  enable_database_replication(sr: RefTo<"SR">): Promise<null>;
  assert_supports_database_replication(sr: RefTo<"SR">): Promise<null>;
  assert_can_host_ha_statefile(sr: RefTo<"SR">): Promise<null>;
  set_physical_size(self: RefTo<"SR">, value: number): Promise<null>;
  create_new_blob(sr: RefTo<"SR">, name: string, mime_type: string, public_?: boolean): Promise<RefTo<"blob">>;
  set_name_description(sr: RefTo<"SR">, value: string): Promise<null>;
  set_name_label(sr: RefTo<"SR">, value: string): Promise<null>;
  set_shared(sr: RefTo<"SR">, value: boolean): Promise<null>;
  probe_ext(host: RefTo<"host"> | null, device_config: Readonly<Record<string, string>>, type: string, sm_config: Readonly<Record<string, string>>): Promise<probe_resultRecord[]>;
  probe(host: RefTo<"host"> | null, device_config: Readonly<Record<string, string>>, type: string, sm_config: Readonly<Record<string, string>>): Promise<string>;
  scan(sr: RefTo<"SR">): Promise<null>;
  get_supported_types(): Promise<string[]>;
  update(sr: RefTo<"SR">): Promise<null>;
  forget(sr: RefTo<"SR">): Promise<null>;
  destroy(sr: RefTo<"SR">): Promise<null>;
  make(host: RefTo<"host"> | null, device_config: Readonly<Record<string, string>>, physical_size: number, name_label: string, name_description: string, type: string, content_type: string, sm_config: Readonly<Record<string, string>>): Promise<string>;
  introduce(uuid: string, name_label: string, name_description: string, type: string, content_type: string, shared: boolean, sm_config: Readonly<Record<string, string>>): Promise<RefTo<"SR">>;
  create(host: RefTo<"host"> | null, device_config: Readonly<Record<string, string>>, physical_size: number, name_label: string, name_description: string, type: string, content_type: string, shared: boolean, sm_config: Readonly<Record<string, string>>): Promise<RefTo<"SR">>;
}

export interface SRMethods extends SRTasks {
  get_all_records(): Promise<Record<string, SRRecord>>;
  get_all(): Promise<RefTo<"SR">[]>;
  remove_from_sm_config(self: RefTo<"SR">, key: string): Promise<null>;
  add_to_sm_config(self: RefTo<"SR">, key: string, value: string): Promise<null>;
  set_sm_config(self: RefTo<"SR">, value: Readonly<Record<string, string>>): Promise<null>;
  remove_tags(self: RefTo<"SR">, value: string): Promise<null>;
  add_tags(self: RefTo<"SR">, value: string): Promise<null>;
  set_tags(self: RefTo<"SR">, value: readonly string[]): Promise<null>;
  remove_from_other_config(self: RefTo<"SR">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"SR">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"SR">, value: Readonly<Record<string, string>>): Promise<null>;
  get_is_tools_sr(self: RefTo<"SR">): Promise<boolean>;
  get_clustered(self: RefTo<"SR">): Promise<boolean>;
  get_introduced_by(self: RefTo<"SR">): Promise<RefTo<"DR_task"> | null>;
  get_local_cache_enabled(self: RefTo<"SR">): Promise<boolean>;
  get_blobs(self: RefTo<"SR">): Promise<Record<string, RefTo<"blob"> | null>>;
  get_sm_config(self: RefTo<"SR">): Promise<Record<string, string>>;
  get_tags(self: RefTo<"SR">): Promise<string[]>;
  get_other_config(self: RefTo<"SR">): Promise<Record<string, string>>;
  get_shared(self: RefTo<"SR">): Promise<boolean>;
  get_content_type(self: RefTo<"SR">): Promise<string>;
  get_type(self: RefTo<"SR">): Promise<string>;
  get_physical_size(self: RefTo<"SR">): Promise<number>;
  get_physical_utilisation(self: RefTo<"SR">): Promise<number>;
  get_virtual_allocation(self: RefTo<"SR">): Promise<number>;
  get_PBDs(self: RefTo<"SR">): Promise<RefTo<"PBD">[]>;
  get_VDIs(self: RefTo<"SR">): Promise<RefTo<"VDI">[]>;
  get_current_operations(self: RefTo<"SR">): Promise<Record<string, Enum<"storage_operations">>>;
  get_allowed_operations(self: RefTo<"SR">): Promise<Enum<"storage_operations">[]>;
  get_name_description(self: RefTo<"SR">): Promise<string>;
  get_name_label(self: RefTo<"SR">): Promise<string>;
  get_uuid(self: RefTo<"SR">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"SR">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"SR">>;
  get_record(self: RefTo<"SR">): Promise<SRRecord>;
}

export interface sr_statMethods {
}

export interface probe_resultMethods {
}

export interface LVHDTasks {
  enable_thin_provisioning(host: RefTo<"host"> | null, SR: RefTo<"SR"> | null, initial_allocation: number, allocation_quantum: number): Promise<string>;
}

export interface LVHDMethods extends LVHDTasks {
  get_uuid(self: RefTo<"LVHD">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"LVHD">>;
  get_record(self: RefTo<"LVHD">): Promise<LVHDRecord>;
}

export interface VDITasks {
  get_nbd_info(self: RefTo<"VDI">): Promise<vdi_nbd_server_infoRecord[]>;
  list_changed_blocks(vdi_from: RefTo<"VDI">, vdi_to: RefTo<"VDI"> | null): Promise<string>;
  data_destroy(self: RefTo<"VDI">): Promise<null>;
  disable_cbt(self: RefTo<"VDI">): Promise<null>;
  enable_cbt(self: RefTo<"VDI">): Promise<null>;
  pool_migrate(vdi: RefTo<"VDI">, sr: RefTo<"SR"> | null, options: Readonly<Record<string, string>>): Promise<RefTo<"VDI">>;
  read_database_pool_uuid(self: RefTo<"VDI">): Promise<string>;
  open_database(self: RefTo<"VDI">): Promise<RefTo<"session">>;
  set_allow_caching(self: RefTo<"VDI">, value: boolean): Promise<null>;
  set_on_boot(self: RefTo<"VDI">, value: Enum<"on_boot">): Promise<null>;
  set_name_description(self: RefTo<"VDI">, value: string): Promise<null>;
  set_name_label(self: RefTo<"VDI">, value: string): Promise<null>;
  set_read_only(self: RefTo<"VDI">, value: boolean): Promise<null>;
  set_sharable(self: RefTo<"VDI">, value: boolean): Promise<null>;
  forget(vdi: RefTo<"VDI">): Promise<null>;
  copy(vdi: RefTo<"VDI">, sr?: RefTo<"SR"> | null, base_vdi?: RefTo<"VDI"> | null, into_vdi?: RefTo<"VDI"> | null): Promise<RefTo<"VDI">>;
  update(vdi: RefTo<"VDI">): Promise<null>;
  introduce(uuid: string, name_label: string, name_description: string, SR: RefTo<"SR"> | null, type: Enum<"vdi_type">, sharable: boolean, read_only: boolean, other_config: Readonly<Record<string, string>>, location: string, xenstore_data: Readonly<Record<string, string>>, sm_config: Readonly<Record<string, string>>, managed: boolean, virtual_size: number, physical_utilisation: number, metadata_of_pool: RefTo<"pool"> | null, is_a_snapshot: boolean, snapshot_time: string, snapshot_of: RefTo<"VDI"> | null): Promise<RefTo<"VDI">>;
  resize_online(vdi: RefTo<"VDI">, size: number): Promise<null>;
  resize(vdi: RefTo<"VDI">, size: number): Promise<null>;
  clone(vdi: RefTo<"VDI">, driver_params?: Readonly<Record<string, string>>): Promise<RefTo<"VDI">>;
  snapshot(vdi: RefTo<"VDI">, driver_params?: Readonly<Record<string, string>>): Promise<RefTo<"VDI">>;
  destroy(self: RefTo<"VDI">): Promise<null>;
  create(args: Partial<VDIRecord>): Promise<RefTo<"VDI">>;
}

export interface VDIMethods extends VDITasks {
  get_all_records(): Promise<Record<string, VDIRecord>>;
  get_all(): Promise<RefTo<"VDI">[]>;
  remove_tags(self: RefTo<"VDI">, value: string): Promise<null>;
  add_tags(self: RefTo<"VDI">, value: string): Promise<null>;
  set_tags(self: RefTo<"VDI">, value: readonly string[]): Promise<null>;
  remove_from_sm_config(self: RefTo<"VDI">, key: string): Promise<null>;
  add_to_sm_config(self: RefTo<"VDI">, key: string, value: string): Promise<null>;
  set_sm_config(self: RefTo<"VDI">, value: Readonly<Record<string, string>>): Promise<null>;
  remove_from_xenstore_data(self: RefTo<"VDI">, key: string): Promise<null>;
  add_to_xenstore_data(self: RefTo<"VDI">, key: string, value: string): Promise<null>;
  set_xenstore_data(self: RefTo<"VDI">, value: Readonly<Record<string, string>>): Promise<null>;
  remove_from_other_config(self: RefTo<"VDI">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"VDI">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"VDI">, value: Readonly<Record<string, string>>): Promise<null>;
  get_cbt_enabled(self: RefTo<"VDI">): Promise<boolean>;
  get_is_tools_iso(self: RefTo<"VDI">): Promise<boolean>;
  get_metadata_latest(self: RefTo<"VDI">): Promise<boolean>;
  get_metadata_of_pool(self: RefTo<"VDI">): Promise<RefTo<"pool"> | null>;
  get_on_boot(self: RefTo<"VDI">): Promise<Enum<"on_boot">>;
  get_allow_caching(self: RefTo<"VDI">): Promise<boolean>;
  get_tags(self: RefTo<"VDI">): Promise<string[]>;
  get_snapshot_time(self: RefTo<"VDI">): Promise<string>;
  get_snapshots(self: RefTo<"VDI">): Promise<RefTo<"VDI">[]>;
  get_snapshot_of(self: RefTo<"VDI">): Promise<RefTo<"VDI"> | null>;
  get_is_a_snapshot(self: RefTo<"VDI">): Promise<boolean>;
  get_sm_config(self: RefTo<"VDI">): Promise<Record<string, string>>;
  get_xenstore_data(self: RefTo<"VDI">): Promise<Record<string, string>>;
  get_parent(self: RefTo<"VDI">): Promise<RefTo<"VDI"> | null>;
  get_missing(self: RefTo<"VDI">): Promise<boolean>;
  get_managed(self: RefTo<"VDI">): Promise<boolean>;
  get_location(self: RefTo<"VDI">): Promise<string>;
  get_storage_lock(self: RefTo<"VDI">): Promise<boolean>;
  get_other_config(self: RefTo<"VDI">): Promise<Record<string, string>>;
  get_read_only(self: RefTo<"VDI">): Promise<boolean>;
  get_sharable(self: RefTo<"VDI">): Promise<boolean>;
  get_type(self: RefTo<"VDI">): Promise<Enum<"vdi_type">>;
  get_physical_utilisation(self: RefTo<"VDI">): Promise<number>;
  get_virtual_size(self: RefTo<"VDI">): Promise<number>;
  get_crash_dumps(self: RefTo<"VDI">): Promise<RefTo<"crashdump">[]>;
  get_VBDs(self: RefTo<"VDI">): Promise<RefTo<"VBD">[]>;
  get_SR(self: RefTo<"VDI">): Promise<RefTo<"SR"> | null>;
  get_current_operations(self: RefTo<"VDI">): Promise<Record<string, Enum<"vdi_operations">>>;
  get_allowed_operations(self: RefTo<"VDI">): Promise<Enum<"vdi_operations">[]>;
  get_name_description(self: RefTo<"VDI">): Promise<string>;
  get_name_label(self: RefTo<"VDI">): Promise<string>;
  get_uuid(self: RefTo<"VDI">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"VDI">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"VDI">>;
  get_record(self: RefTo<"VDI">): Promise<VDIRecord>;
}

export interface VBDTasks {
  set_mode(self: RefTo<"VBD">, value: Enum<"vbd_mode">): Promise<null>;
  assert_attachable(self: RefTo<"VBD">): Promise<null>;
  unplug_force(self: RefTo<"VBD">): Promise<null>;
  unplug(self: RefTo<"VBD">): Promise<null>;
  plug(self: RefTo<"VBD">): Promise<null>;
  insert(vbd: RefTo<"VBD">, vdi: RefTo<"VDI"> | null): Promise<null>;
  eject(vbd: RefTo<"VBD">): Promise<null>;
  destroy(self: RefTo<"VBD">): Promise<null>;
  create(args: Partial<VBDRecord>): Promise<RefTo<"VBD">>;
}

export interface VBDMethods extends VBDTasks {
  get_all_records(): Promise<Record<string, VBDRecord>>;
  get_all(): Promise<RefTo<"VBD">[]>;
  remove_from_qos_algorithm_params(self: RefTo<"VBD">, key: string): Promise<null>;
  add_to_qos_algorithm_params(self: RefTo<"VBD">, key: string, value: string): Promise<null>;
  set_qos_algorithm_params(self: RefTo<"VBD">, value: Readonly<Record<string, string>>): Promise<null>;
  set_qos_algorithm_type(self: RefTo<"VBD">, value: string): Promise<null>;
  remove_from_other_config(self: RefTo<"VBD">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"VBD">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"VBD">, value: Readonly<Record<string, string>>): Promise<null>;
  set_unpluggable(self: RefTo<"VBD">, value: boolean): Promise<null>;
  set_type(self: RefTo<"VBD">, value: Enum<"vbd_type">): Promise<null>;
  set_bootable(self: RefTo<"VBD">, value: boolean): Promise<null>;
  set_userdevice(self: RefTo<"VBD">, value: string): Promise<null>;
  get_metrics(self: RefTo<"VBD">): Promise<RefTo<"VBD_metrics"> | null>;
  get_qos_supported_algorithms(self: RefTo<"VBD">): Promise<string[]>;
  get_qos_algorithm_params(self: RefTo<"VBD">): Promise<Record<string, string>>;
  get_qos_algorithm_type(self: RefTo<"VBD">): Promise<string>;
  get_runtime_properties(self: RefTo<"VBD">): Promise<Record<string, string>>;
  get_status_detail(self: RefTo<"VBD">): Promise<string>;
  get_status_code(self: RefTo<"VBD">): Promise<number>;
  get_currently_attached(self: RefTo<"VBD">): Promise<boolean>;
  get_other_config(self: RefTo<"VBD">): Promise<Record<string, string>>;
  get_empty(self: RefTo<"VBD">): Promise<boolean>;
  get_storage_lock(self: RefTo<"VBD">): Promise<boolean>;
  get_unpluggable(self: RefTo<"VBD">): Promise<boolean>;
  get_type(self: RefTo<"VBD">): Promise<Enum<"vbd_type">>;
  get_mode(self: RefTo<"VBD">): Promise<Enum<"vbd_mode">>;
  get_bootable(self: RefTo<"VBD">): Promise<boolean>;
  get_userdevice(self: RefTo<"VBD">): Promise<string>;
  get_device(self: RefTo<"VBD">): Promise<string>;
  get_VDI(self: RefTo<"VBD">): Promise<RefTo<"VDI"> | null>;
  get_VM(self: RefTo<"VBD">): Promise<RefTo<"VM"> | null>;
  get_current_operations(self: RefTo<"VBD">): Promise<Record<string, Enum<"vbd_operations">>>;
  get_allowed_operations(self: RefTo<"VBD">): Promise<Enum<"vbd_operations">[]>;
  get_uuid(self: RefTo<"VBD">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"VBD">>;
  get_record(self: RefTo<"VBD">): Promise<VBDRecord>;
}

export interface VBD_metricsMethods {
  get_all_records(): Promise<Record<string, VBD_metricsRecord>>;
  get_all(): Promise<RefTo<"VBD_metrics">[]>;
  remove_from_other_config(self: RefTo<"VBD_metrics">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"VBD_metrics">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"VBD_metrics">, value: Readonly<Record<string, string>>): Promise<null>;
  get_other_config(self: RefTo<"VBD_metrics">): Promise<Record<string, string>>;
  get_last_updated(self: RefTo<"VBD_metrics">): Promise<string>;
  get_io_write_kbs(self: RefTo<"VBD_metrics">): Promise<number>;
  get_io_read_kbs(self: RefTo<"VBD_metrics">): Promise<number>;
  get_uuid(self: RefTo<"VBD_metrics">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"VBD_metrics">>;
  get_record(self: RefTo<"VBD_metrics">): Promise<VBD_metricsRecord>;
}

export interface PBDTasks {
  set_device_config(self: RefTo<"PBD">, value: Readonly<Record<string, string>>): Promise<null>;
  unplug(self: RefTo<"PBD">): Promise<null>;
  plug(self: RefTo<"PBD">): Promise<null>;
  destroy(self: RefTo<"PBD">): Promise<null>;
  create(args: Partial<PBDRecord>): Promise<RefTo<"PBD">>;
}

export interface PBDMethods extends PBDTasks {
  get_all_records(): Promise<Record<string, PBDRecord>>;
  get_all(): Promise<RefTo<"PBD">[]>;
  remove_from_other_config(self: RefTo<"PBD">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"PBD">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"PBD">, value: Readonly<Record<string, string>>): Promise<null>;
  get_other_config(self: RefTo<"PBD">): Promise<Record<string, string>>;
  get_currently_attached(self: RefTo<"PBD">): Promise<boolean>;
  get_device_config(self: RefTo<"PBD">): Promise<Record<string, string>>;
  get_SR(self: RefTo<"PBD">): Promise<RefTo<"SR"> | null>;
  get_host(self: RefTo<"PBD">): Promise<RefTo<"host"> | null>;
  get_uuid(self: RefTo<"PBD">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"PBD">>;
  get_record(self: RefTo<"PBD">): Promise<PBDRecord>;
}

export interface crashdumpTasks {
  destroy(self: RefTo<"crashdump">): Promise<null>;
}

export interface crashdumpMethods extends crashdumpTasks {
  get_all_records(): Promise<Record<string, crashdumpRecord>>;
  get_all(): Promise<RefTo<"crashdump">[]>;
  remove_from_other_config(self: RefTo<"crashdump">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"crashdump">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"crashdump">, value: Readonly<Record<string, string>>): Promise<null>;
  get_other_config(self: RefTo<"crashdump">): Promise<Record<string, string>>;
  get_VDI(self: RefTo<"crashdump">): Promise<RefTo<"VDI"> | null>;
  get_VM(self: RefTo<"crashdump">): Promise<RefTo<"VM"> | null>;
  get_uuid(self: RefTo<"crashdump">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"crashdump">>;
  get_record(self: RefTo<"crashdump">): Promise<crashdumpRecord>;
}

export interface VTPMTasks {
  destroy(self: RefTo<"VTPM">): Promise<null>;
  create(vM: RefTo<"VM"> | null, is_unique: boolean): Promise<RefTo<"VTPM">>;
}

export interface VTPMMethods extends VTPMTasks {
  get_all_records(): Promise<Record<string, VTPMRecord>>;
  get_all(): Promise<RefTo<"VTPM">[]>;
  get_is_protected(self: RefTo<"VTPM">): Promise<boolean>;
  get_is_unique(self: RefTo<"VTPM">): Promise<boolean>;
  get_persistence_backend(self: RefTo<"VTPM">): Promise<Enum<"persistence_backend">>;
  get_backend(self: RefTo<"VTPM">): Promise<RefTo<"VM"> | null>;
  get_VM(self: RefTo<"VTPM">): Promise<RefTo<"VM"> | null>;
  get_current_operations(self: RefTo<"VTPM">): Promise<Record<string, Enum<"vtpm_operations">>>;
  get_allowed_operations(self: RefTo<"VTPM">): Promise<Enum<"vtpm_operations">[]>;
  get_uuid(self: RefTo<"VTPM">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"VTPM">>;
  get_record(self: RefTo<"VTPM">): Promise<VTPMRecord>;
}

export interface consoleTasks {
  destroy(self: RefTo<"console">): Promise<null>;
  create(args: Partial<consoleRecord>): Promise<RefTo<"console">>;
}

export interface consoleMethods extends consoleTasks {
  get_all_records(): Promise<Record<string, consoleRecord>>;
  get_all(): Promise<RefTo<"console">[]>;
  remove_from_other_config(self: RefTo<"console">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"console">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"console">, value: Readonly<Record<string, string>>): Promise<null>;
  get_other_config(self: RefTo<"console">): Promise<Record<string, string>>;
  get_VM(self: RefTo<"console">): Promise<RefTo<"VM"> | null>;
  get_location(self: RefTo<"console">): Promise<string>;
  get_protocol(self: RefTo<"console">): Promise<Enum<"console_protocol">>;
  get_uuid(self: RefTo<"console">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"console">>;
  get_record(self: RefTo<"console">): Promise<consoleRecord>;
}

export interface userTasks {
  destroy(self: RefTo<"user">): Promise<null>;
  create(args: Partial<userRecord>): Promise<RefTo<"user">>;
}

export interface userMethods extends userTasks {
  remove_from_other_config(self: RefTo<"user">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"user">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"user">, value: Readonly<Record<string, string>>): Promise<null>;
  set_fullname(self: RefTo<"user">, value: string): Promise<null>;
  get_other_config(self: RefTo<"user">): Promise<Record<string, string>>;
  get_fullname(self: RefTo<"user">): Promise<string>;
  get_short_name(self: RefTo<"user">): Promise<string>;
  get_uuid(self: RefTo<"user">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"user">>;
  get_record(self: RefTo<"user">): Promise<userRecord>;
}

export interface data_sourceMethods {
}

export interface blobTasks {
  destroy(self: RefTo<"blob">): Promise<null>;
  create(mime_type: string, public_?: boolean): Promise<RefTo<"blob">>;
}

export interface blobMethods extends blobTasks {
  get_all_records(): Promise<Record<string, blobRecord>>;
  get_all(): Promise<RefTo<"blob">[]>;
  set_public(self: RefTo<"blob">, value: boolean): Promise<null>;
  set_name_description(self: RefTo<"blob">, value: string): Promise<null>;
  set_name_label(self: RefTo<"blob">, value: string): Promise<null>;
  get_mime_type(self: RefTo<"blob">): Promise<string>;
  get_last_updated(self: RefTo<"blob">): Promise<string>;
  get_public(self: RefTo<"blob">): Promise<boolean>;
  get_size(self: RefTo<"blob">): Promise<number>;
  get_name_description(self: RefTo<"blob">): Promise<string>;
  get_name_label(self: RefTo<"blob">): Promise<string>;
  get_uuid(self: RefTo<"blob">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"blob">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"blob">>;
  get_record(self: RefTo<"blob">): Promise<blobRecord>;
}

export interface messageTasks {
  get_all_records_where(expr: string): Promise<Record<string, messageRecord>>;
  get_all_records(): Promise<Record<string, messageRecord>>;
  get_by_uuid(uuid: string): Promise<RefTo<"message">>;
  get_record(self: RefTo<"message">): Promise<messageRecord>;
  get_since(since: string): Promise<Record<string, messageRecord>>;
  get_all(): Promise<RefTo<"message">[]>;
  get(cls: Enum<"cls">, obj_uuid: string, since: string): Promise<Record<string, messageRecord>>;
  destroy_many(messages: readonly RefTo<"message">[]): Promise<null>;
  destroy(self: RefTo<"message">): Promise<null>;
  create(name: string, priority: number, cls: Enum<"cls">, obj_uuid: string, body: string): Promise<RefTo<"message">>;
}

export interface messageMethods extends messageTasks {
}

export interface secretTasks {
  destroy(self: RefTo<"secret">): Promise<null>;
  create(args: Partial<secretRecord>): Promise<RefTo<"secret">>;
}

export interface secretMethods extends secretTasks {
  get_all_records(): Promise<Record<string, secretRecord>>;
  get_all(): Promise<RefTo<"secret">[]>;
  remove_from_other_config(self: RefTo<"secret">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"secret">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"secret">, value: Readonly<Record<string, string>>): Promise<null>;
  set_value(self: RefTo<"secret">, value: string): Promise<null>;
  get_other_config(self: RefTo<"secret">): Promise<Record<string, string>>;
  get_value(self: RefTo<"secret">): Promise<string>;
  get_uuid(self: RefTo<"secret">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"secret">>;
  get_record(self: RefTo<"secret">): Promise<secretRecord>;
}

export interface tunnelTasks {
  destroy(self: RefTo<"tunnel">): Promise<null>;
  create(transport_PIF: RefTo<"PIF"> | null, network: RefTo<"network"> | null, protocol?: Enum<"tunnel_protocol">): Promise<RefTo<"tunnel">>;
}

export interface tunnelMethods extends tunnelTasks {
  get_all_records(): Promise<Record<string, tunnelRecord>>;
  get_all(): Promise<RefTo<"tunnel">[]>;
  set_protocol(self: RefTo<"tunnel">, value: Enum<"tunnel_protocol">): Promise<null>;
  remove_from_other_config(self: RefTo<"tunnel">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"tunnel">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"tunnel">, value: Readonly<Record<string, string>>): Promise<null>;
  remove_from_status(self: RefTo<"tunnel">, key: string): Promise<null>;
  add_to_status(self: RefTo<"tunnel">, key: string, value: string): Promise<null>;
  set_status(self: RefTo<"tunnel">, value: Readonly<Record<string, string>>): Promise<null>;
  get_protocol(self: RefTo<"tunnel">): Promise<Enum<"tunnel_protocol">>;
  get_other_config(self: RefTo<"tunnel">): Promise<Record<string, string>>;
  get_status(self: RefTo<"tunnel">): Promise<Record<string, string>>;
  get_transport_PIF(self: RefTo<"tunnel">): Promise<RefTo<"PIF"> | null>;
  get_access_PIF(self: RefTo<"tunnel">): Promise<RefTo<"PIF"> | null>;
  get_uuid(self: RefTo<"tunnel">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"tunnel">>;
  get_record(self: RefTo<"tunnel">): Promise<tunnelRecord>;
}

export interface network_sriovTasks {
  get_remaining_capacity(self: RefTo<"network_sriov">): Promise<number>;
  destroy(self: RefTo<"network_sriov">): Promise<null>;
  create(pif: RefTo<"PIF"> | null, network: RefTo<"network"> | null): Promise<RefTo<"network_sriov">>;
}

export interface network_sriovMethods extends network_sriovTasks {
  get_all_records(): Promise<Record<string, network_sriovRecord>>;
  get_all(): Promise<RefTo<"network_sriov">[]>;
  get_configuration_mode(self: RefTo<"network_sriov">): Promise<Enum<"sriov_configuration_mode">>;
  get_requires_reboot(self: RefTo<"network_sriov">): Promise<boolean>;
  get_logical_PIF(self: RefTo<"network_sriov">): Promise<RefTo<"PIF"> | null>;
  get_physical_PIF(self: RefTo<"network_sriov">): Promise<RefTo<"PIF"> | null>;
  get_uuid(self: RefTo<"network_sriov">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"network_sriov">>;
  get_record(self: RefTo<"network_sriov">): Promise<network_sriovRecord>;
}

export interface PCIMethods {
  get_all_records(): Promise<Record<string, PCIRecord>>;
  get_all(): Promise<RefTo<"PCI">[]>;
  remove_from_other_config(self: RefTo<"PCI">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"PCI">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"PCI">, value: Readonly<Record<string, string>>): Promise<null>;
  get_driver_name(self: RefTo<"PCI">): Promise<string>;
  get_subsystem_device_name(self: RefTo<"PCI">): Promise<string>;
  get_subsystem_vendor_name(self: RefTo<"PCI">): Promise<string>;
  get_other_config(self: RefTo<"PCI">): Promise<Record<string, string>>;
  get_dependencies(self: RefTo<"PCI">): Promise<RefTo<"PCI">[]>;
  get_pci_id(self: RefTo<"PCI">): Promise<string>;
  get_host(self: RefTo<"PCI">): Promise<RefTo<"host"> | null>;
  get_device_name(self: RefTo<"PCI">): Promise<string>;
  get_vendor_name(self: RefTo<"PCI">): Promise<string>;
  get_class_name(self: RefTo<"PCI">): Promise<string>;
  get_uuid(self: RefTo<"PCI">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"PCI">>;
  get_record(self: RefTo<"PCI">): Promise<PCIRecord>;
}

export interface PGPUTasks {
  disable_dom0_access(self: RefTo<"PGPU">): Promise<Enum<"pgpu_dom0_access">>;
  enable_dom0_access(self: RefTo<"PGPU">): Promise<Enum<"pgpu_dom0_access">>;
  get_remaining_capacity(self: RefTo<"PGPU">, vgpu_type: RefTo<"VGPU_type"> | null): Promise<number>;
  set_GPU_group(self: RefTo<"PGPU">, value: RefTo<"GPU_group"> | null): Promise<null>;
  set_enabled_VGPU_types(self: RefTo<"PGPU">, value: readonly RefTo<"VGPU_type">[]): Promise<null>;
  remove_enabled_VGPU_types(self: RefTo<"PGPU">, value: RefTo<"VGPU_type"> | null): Promise<null>;
  add_enabled_VGPU_types(self: RefTo<"PGPU">, value: RefTo<"VGPU_type"> | null): Promise<null>;
}

export interface PGPUMethods extends PGPUTasks {
  get_all_records(): Promise<Record<string, PGPURecord>>;
  get_all(): Promise<RefTo<"PGPU">[]>;
  remove_from_other_config(self: RefTo<"PGPU">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"PGPU">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"PGPU">, value: Readonly<Record<string, string>>): Promise<null>;
  get_compatibility_metadata(self: RefTo<"PGPU">): Promise<Record<string, string>>;
  get_is_system_display_device(self: RefTo<"PGPU">): Promise<boolean>;
  get_dom0_access(self: RefTo<"PGPU">): Promise<Enum<"pgpu_dom0_access">>;
  get_supported_VGPU_max_capacities(self: RefTo<"PGPU">): Promise<Record<string, number>>;
  get_resident_VGPUs(self: RefTo<"PGPU">): Promise<RefTo<"VGPU">[]>;
  get_enabled_VGPU_types(self: RefTo<"PGPU">): Promise<RefTo<"VGPU_type">[]>;
  get_supported_VGPU_types(self: RefTo<"PGPU">): Promise<RefTo<"VGPU_type">[]>;
  get_other_config(self: RefTo<"PGPU">): Promise<Record<string, string>>;
  get_host(self: RefTo<"PGPU">): Promise<RefTo<"host"> | null>;
  get_GPU_group(self: RefTo<"PGPU">): Promise<RefTo<"GPU_group"> | null>;
  get_PCI(self: RefTo<"PGPU">): Promise<RefTo<"PCI"> | null>;
  get_uuid(self: RefTo<"PGPU">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"PGPU">>;
  get_record(self: RefTo<"PGPU">): Promise<PGPURecord>;
}

export interface GPU_groupTasks {
  get_remaining_capacity(self: RefTo<"GPU_group">, vgpu_type: RefTo<"VGPU_type"> | null): Promise<number>;
  destroy(self: RefTo<"GPU_group">): Promise<null>;
  create(name_label?: string, name_description?: string, other_config?: Readonly<Record<string, string>>): Promise<RefTo<"GPU_group">>;
}

export interface GPU_groupMethods extends GPU_groupTasks {
  get_all_records(): Promise<Record<string, GPU_groupRecord>>;
  get_all(): Promise<RefTo<"GPU_group">[]>;
  set_allocation_algorithm(self: RefTo<"GPU_group">, value: Enum<"allocation_algorithm">): Promise<null>;
  remove_from_other_config(self: RefTo<"GPU_group">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"GPU_group">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"GPU_group">, value: Readonly<Record<string, string>>): Promise<null>;
  set_name_description(self: RefTo<"GPU_group">, value: string): Promise<null>;
  set_name_label(self: RefTo<"GPU_group">, value: string): Promise<null>;
  get_enabled_VGPU_types(self: RefTo<"GPU_group">): Promise<RefTo<"VGPU_type">[]>;
  get_supported_VGPU_types(self: RefTo<"GPU_group">): Promise<RefTo<"VGPU_type">[]>;
  get_allocation_algorithm(self: RefTo<"GPU_group">): Promise<Enum<"allocation_algorithm">>;
  get_other_config(self: RefTo<"GPU_group">): Promise<Record<string, string>>;
  get_GPU_types(self: RefTo<"GPU_group">): Promise<string[]>;
  get_VGPUs(self: RefTo<"GPU_group">): Promise<RefTo<"VGPU">[]>;
  get_PGPUs(self: RefTo<"GPU_group">): Promise<RefTo<"PGPU">[]>;
  get_name_description(self: RefTo<"GPU_group">): Promise<string>;
  get_name_label(self: RefTo<"GPU_group">): Promise<string>;
  get_uuid(self: RefTo<"GPU_group">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"GPU_group">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"GPU_group">>;
  get_record(self: RefTo<"GPU_group">): Promise<GPU_groupRecord>;
}

export interface VGPUTasks {
  destroy(self: RefTo<"VGPU">): Promise<null>;
  create(VM: RefTo<"VM"> | null, GPU_group: RefTo<"GPU_group"> | null, device?: string, other_config?: Readonly<Record<string, string>>, type?: RefTo<"VGPU_type"> | null): Promise<RefTo<"VGPU">>;
}

export interface VGPUMethods extends VGPUTasks {
  get_all_records(): Promise<Record<string, VGPURecord>>;
  get_all(): Promise<RefTo<"VGPU">[]>;
  set_extra_args(self: RefTo<"VGPU">, value: string): Promise<null>;
  remove_from_other_config(self: RefTo<"VGPU">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"VGPU">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"VGPU">, value: Readonly<Record<string, string>>): Promise<null>;
  get_PCI(self: RefTo<"VGPU">): Promise<RefTo<"PCI"> | null>;
  get_extra_args(self: RefTo<"VGPU">): Promise<string>;
  get_compatibility_metadata(self: RefTo<"VGPU">): Promise<Record<string, string>>;
  get_scheduled_to_be_resident_on(self: RefTo<"VGPU">): Promise<RefTo<"PGPU"> | null>;
  get_resident_on(self: RefTo<"VGPU">): Promise<RefTo<"PGPU"> | null>;
  get_type(self: RefTo<"VGPU">): Promise<RefTo<"VGPU_type"> | null>;
  get_other_config(self: RefTo<"VGPU">): Promise<Record<string, string>>;
  get_currently_attached(self: RefTo<"VGPU">): Promise<boolean>;
  get_device(self: RefTo<"VGPU">): Promise<string>;
  get_GPU_group(self: RefTo<"VGPU">): Promise<RefTo<"GPU_group"> | null>;
  get_VM(self: RefTo<"VGPU">): Promise<RefTo<"VM"> | null>;
  get_uuid(self: RefTo<"VGPU">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"VGPU">>;
  get_record(self: RefTo<"VGPU">): Promise<VGPURecord>;
}

export interface VGPU_typeMethods {
  get_all_records(): Promise<Record<string, VGPU_typeRecord>>;
  get_all(): Promise<RefTo<"VGPU_type">[]>;
  get_compatible_types_in_vm(self: RefTo<"VGPU_type">): Promise<RefTo<"VGPU_type">[]>;
  get_experimental(self: RefTo<"VGPU_type">): Promise<boolean>;
  get_identifier(self: RefTo<"VGPU_type">): Promise<string>;
  get_implementation(self: RefTo<"VGPU_type">): Promise<Enum<"vgpu_type_implementation">>;
  get_enabled_on_GPU_groups(self: RefTo<"VGPU_type">): Promise<RefTo<"GPU_group">[]>;
  get_supported_on_GPU_groups(self: RefTo<"VGPU_type">): Promise<RefTo<"GPU_group">[]>;
  get_VGPUs(self: RefTo<"VGPU_type">): Promise<RefTo<"VGPU">[]>;
  get_enabled_on_PGPUs(self: RefTo<"VGPU_type">): Promise<RefTo<"PGPU">[]>;
  get_supported_on_PGPUs(self: RefTo<"VGPU_type">): Promise<RefTo<"PGPU">[]>;
  get_max_resolution_y(self: RefTo<"VGPU_type">): Promise<number>;
  get_max_resolution_x(self: RefTo<"VGPU_type">): Promise<number>;
  get_max_heads(self: RefTo<"VGPU_type">): Promise<number>;
  get_framebuffer_size(self: RefTo<"VGPU_type">): Promise<number>;
  get_model_name(self: RefTo<"VGPU_type">): Promise<string>;
  get_vendor_name(self: RefTo<"VGPU_type">): Promise<string>;
  get_uuid(self: RefTo<"VGPU_type">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"VGPU_type">>;
  get_record(self: RefTo<"VGPU_type">): Promise<VGPU_typeRecord>;
}

export interface PVS_siteTasks {
  set_PVS_uuid(self: RefTo<"PVS_site">, value: string): Promise<null>;
  forget(self: RefTo<"PVS_site">): Promise<null>;
  introduce(name_label: string, name_description: string, PVS_uuid: string): Promise<RefTo<"PVS_site">>;
}

export interface PVS_siteMethods extends PVS_siteTasks {
  get_all_records(): Promise<Record<string, PVS_siteRecord>>;
  get_all(): Promise<RefTo<"PVS_site">[]>;
  set_name_description(self: RefTo<"PVS_site">, value: string): Promise<null>;
  set_name_label(self: RefTo<"PVS_site">, value: string): Promise<null>;
  get_proxies(self: RefTo<"PVS_site">): Promise<RefTo<"PVS_proxy">[]>;
  get_servers(self: RefTo<"PVS_site">): Promise<RefTo<"PVS_server">[]>;
  get_cache_storage(self: RefTo<"PVS_site">): Promise<RefTo<"PVS_cache_storage">[]>;
  get_PVS_uuid(self: RefTo<"PVS_site">): Promise<string>;
  get_name_description(self: RefTo<"PVS_site">): Promise<string>;
  get_name_label(self: RefTo<"PVS_site">): Promise<string>;
  get_uuid(self: RefTo<"PVS_site">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"PVS_site">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"PVS_site">>;
  get_record(self: RefTo<"PVS_site">): Promise<PVS_siteRecord>;
}

export interface PVS_serverTasks {
  forget(self: RefTo<"PVS_server">): Promise<null>;
  introduce(addresses: readonly string[], first_port: number, last_port: number, site: RefTo<"PVS_site"> | null): Promise<RefTo<"PVS_server">>;
}

export interface PVS_serverMethods extends PVS_serverTasks {
  get_all_records(): Promise<Record<string, PVS_serverRecord>>;
  get_all(): Promise<RefTo<"PVS_server">[]>;
  get_site(self: RefTo<"PVS_server">): Promise<RefTo<"PVS_site"> | null>;
  get_last_port(self: RefTo<"PVS_server">): Promise<number>;
  get_first_port(self: RefTo<"PVS_server">): Promise<number>;
  get_addresses(self: RefTo<"PVS_server">): Promise<string[]>;
  get_uuid(self: RefTo<"PVS_server">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"PVS_server">>;
  get_record(self: RefTo<"PVS_server">): Promise<PVS_serverRecord>;
}

export interface PVS_proxyTasks {
  destroy(self: RefTo<"PVS_proxy">): Promise<null>;
  create(site: RefTo<"PVS_site"> | null, VIF: RefTo<"VIF"> | null): Promise<RefTo<"PVS_proxy">>;
}

export interface PVS_proxyMethods extends PVS_proxyTasks {
  get_all_records(): Promise<Record<string, PVS_proxyRecord>>;
  get_all(): Promise<RefTo<"PVS_proxy">[]>;
  get_status(self: RefTo<"PVS_proxy">): Promise<Enum<"pvs_proxy_status">>;
  get_currently_attached(self: RefTo<"PVS_proxy">): Promise<boolean>;
  get_VIF(self: RefTo<"PVS_proxy">): Promise<RefTo<"VIF"> | null>;
  get_site(self: RefTo<"PVS_proxy">): Promise<RefTo<"PVS_site"> | null>;
  get_uuid(self: RefTo<"PVS_proxy">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"PVS_proxy">>;
  get_record(self: RefTo<"PVS_proxy">): Promise<PVS_proxyRecord>;
}

export interface PVS_cache_storageTasks {
  destroy(self: RefTo<"PVS_cache_storage">): Promise<null>;
  create(args: Partial<PVS_cache_storageRecord>): Promise<RefTo<"PVS_cache_storage">>;
}

export interface PVS_cache_storageMethods extends PVS_cache_storageTasks {
  get_all_records(): Promise<Record<string, PVS_cache_storageRecord>>;
  get_all(): Promise<RefTo<"PVS_cache_storage">[]>;
  get_VDI(self: RefTo<"PVS_cache_storage">): Promise<RefTo<"VDI"> | null>;
  get_size(self: RefTo<"PVS_cache_storage">): Promise<number>;
  get_site(self: RefTo<"PVS_cache_storage">): Promise<RefTo<"PVS_site"> | null>;
  get_SR(self: RefTo<"PVS_cache_storage">): Promise<RefTo<"SR"> | null>;
  get_host(self: RefTo<"PVS_cache_storage">): Promise<RefTo<"host"> | null>;
  get_uuid(self: RefTo<"PVS_cache_storage">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"PVS_cache_storage">>;
  get_record(self: RefTo<"PVS_cache_storage">): Promise<PVS_cache_storageRecord>;
}

export interface FeatureMethods {
  get_all_records(): Promise<Record<string, FeatureRecord>>;
  get_all(): Promise<RefTo<"Feature">[]>;
  get_host(self: RefTo<"Feature">): Promise<RefTo<"host"> | null>;
  get_version(self: RefTo<"Feature">): Promise<string>;
  get_experimental(self: RefTo<"Feature">): Promise<boolean>;
  get_enabled(self: RefTo<"Feature">): Promise<boolean>;
  get_name_description(self: RefTo<"Feature">): Promise<string>;
  get_name_label(self: RefTo<"Feature">): Promise<string>;
  get_uuid(self: RefTo<"Feature">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"Feature">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"Feature">>;
  get_record(self: RefTo<"Feature">): Promise<FeatureRecord>;
}

export interface SDN_controllerTasks {
  forget(self: RefTo<"SDN_controller">): Promise<null>;
  introduce(protocol?: Enum<"sdn_controller_protocol">, address?: string, port?: number): Promise<RefTo<"SDN_controller">>;
}

export interface SDN_controllerMethods extends SDN_controllerTasks {
  get_all_records(): Promise<Record<string, SDN_controllerRecord>>;
  get_all(): Promise<RefTo<"SDN_controller">[]>;
  get_port(self: RefTo<"SDN_controller">): Promise<number>;
  get_address(self: RefTo<"SDN_controller">): Promise<string>;
  get_protocol(self: RefTo<"SDN_controller">): Promise<Enum<"sdn_controller_protocol">>;
  get_uuid(self: RefTo<"SDN_controller">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"SDN_controller">>;
  get_record(self: RefTo<"SDN_controller">): Promise<SDN_controllerRecord>;
}

export interface vdi_nbd_server_infoMethods {
}

export interface PUSBTasks {
  set_passthrough_enabled(self: RefTo<"PUSB">, value: boolean): Promise<null>;
  scan(host: RefTo<"host"> | null): Promise<null>;
}

export interface PUSBMethods extends PUSBTasks {
  get_all_records(): Promise<Record<string, PUSBRecord>>;
  get_all(): Promise<RefTo<"PUSB">[]>;
  remove_from_other_config(self: RefTo<"PUSB">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"PUSB">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"PUSB">, value: Readonly<Record<string, string>>): Promise<null>;
  get_speed(self: RefTo<"PUSB">): Promise<number>;
  get_other_config(self: RefTo<"PUSB">): Promise<Record<string, string>>;
  get_passthrough_enabled(self: RefTo<"PUSB">): Promise<boolean>;
  get_description(self: RefTo<"PUSB">): Promise<string>;
  get_version(self: RefTo<"PUSB">): Promise<string>;
  get_serial(self: RefTo<"PUSB">): Promise<string>;
  get_product_desc(self: RefTo<"PUSB">): Promise<string>;
  get_product_id(self: RefTo<"PUSB">): Promise<string>;
  get_vendor_desc(self: RefTo<"PUSB">): Promise<string>;
  get_vendor_id(self: RefTo<"PUSB">): Promise<string>;
  get_path(self: RefTo<"PUSB">): Promise<string>;
  get_host(self: RefTo<"PUSB">): Promise<RefTo<"host"> | null>;
  get_USB_group(self: RefTo<"PUSB">): Promise<RefTo<"USB_group"> | null>;
  get_uuid(self: RefTo<"PUSB">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"PUSB">>;
  get_record(self: RefTo<"PUSB">): Promise<PUSBRecord>;
}

export interface USB_groupTasks {
  destroy(self: RefTo<"USB_group">): Promise<null>;
  create(name_label?: string, name_description?: string, other_config?: Readonly<Record<string, string>>): Promise<RefTo<"USB_group">>;
}

export interface USB_groupMethods extends USB_groupTasks {
  get_all_records(): Promise<Record<string, USB_groupRecord>>;
  get_all(): Promise<RefTo<"USB_group">[]>;
  remove_from_other_config(self: RefTo<"USB_group">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"USB_group">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"USB_group">, value: Readonly<Record<string, string>>): Promise<null>;
  set_name_description(self: RefTo<"USB_group">, value: string): Promise<null>;
  set_name_label(self: RefTo<"USB_group">, value: string): Promise<null>;
  get_other_config(self: RefTo<"USB_group">): Promise<Record<string, string>>;
  get_VUSBs(self: RefTo<"USB_group">): Promise<RefTo<"VUSB">[]>;
  get_PUSBs(self: RefTo<"USB_group">): Promise<RefTo<"PUSB">[]>;
  get_name_description(self: RefTo<"USB_group">): Promise<string>;
  get_name_label(self: RefTo<"USB_group">): Promise<string>;
  get_uuid(self: RefTo<"USB_group">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"USB_group">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"USB_group">>;
  get_record(self: RefTo<"USB_group">): Promise<USB_groupRecord>;
}

export interface VUSBTasks {
  destroy(self: RefTo<"VUSB">): Promise<null>;
  unplug(self: RefTo<"VUSB">): Promise<null>;
  create(VM: RefTo<"VM"> | null, USB_group: RefTo<"USB_group"> | null, other_config?: Readonly<Record<string, string>>): Promise<RefTo<"VUSB">>;
}

export interface VUSBMethods extends VUSBTasks {
  get_all_records(): Promise<Record<string, VUSBRecord>>;
  get_all(): Promise<RefTo<"VUSB">[]>;
  remove_from_other_config(self: RefTo<"VUSB">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"VUSB">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"VUSB">, value: Readonly<Record<string, string>>): Promise<null>;
  get_currently_attached(self: RefTo<"VUSB">): Promise<boolean>;
  get_other_config(self: RefTo<"VUSB">): Promise<Record<string, string>>;
  get_USB_group(self: RefTo<"VUSB">): Promise<RefTo<"USB_group"> | null>;
  get_VM(self: RefTo<"VUSB">): Promise<RefTo<"VM"> | null>;
  get_current_operations(self: RefTo<"VUSB">): Promise<Record<string, Enum<"vusb_operations">>>;
  get_allowed_operations(self: RefTo<"VUSB">): Promise<Enum<"vusb_operations">[]>;
  get_uuid(self: RefTo<"VUSB">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"VUSB">>;
  get_record(self: RefTo<"VUSB">): Promise<VUSBRecord>;
}

export interface ClusterTasks {
  pool_resync(self: RefTo<"Cluster">): Promise<null>;
  pool_destroy(self: RefTo<"Cluster">): Promise<null>;
  pool_force_destroy(self: RefTo<"Cluster">): Promise<null>;
  pool_create(network: RefTo<"network"> | null, cluster_stack: string, token_timeout: number, token_timeout_coefficient: number): Promise<RefTo<"Cluster">>;
  get_network(self: RefTo<"Cluster">): Promise<RefTo<"network">>;
  destroy(self: RefTo<"Cluster">): Promise<null>;
  create(PIF: RefTo<"PIF"> | null, cluster_stack: string, pool_auto_join: boolean, token_timeout: number, token_timeout_coefficient: number): Promise<RefTo<"Cluster">>;
}

export interface ClusterMethods extends ClusterTasks {
  get_all_records(): Promise<Record<string, ClusterRecord>>;
  get_all(): Promise<RefTo<"Cluster">[]>;
  remove_from_other_config(self: RefTo<"Cluster">, key: string): Promise<null>;
  add_to_other_config(self: RefTo<"Cluster">, key: string, value: string): Promise<null>;
  set_other_config(self: RefTo<"Cluster">, value: Readonly<Record<string, string>>): Promise<null>;
  get_other_config(self: RefTo<"Cluster">): Promise<Record<string, string>>;
  get_cluster_config(self: RefTo<"Cluster">): Promise<Record<string, string>>;
  get_token_timeout_coefficient(self: RefTo<"Cluster">): Promise<number>;
  get_token_timeout(self: RefTo<"Cluster">): Promise<number>;
  get_pool_auto_join(self: RefTo<"Cluster">): Promise<boolean>;
  get_current_operations(self: RefTo<"Cluster">): Promise<Record<string, Enum<"cluster_operation">>>;
  get_allowed_operations(self: RefTo<"Cluster">): Promise<Enum<"cluster_operation">[]>;
  get_live_hosts(self: RefTo<"Cluster">): Promise<number>;
  get_quorum(self: RefTo<"Cluster">): Promise<number>;
  get_is_quorate(self: RefTo<"Cluster">): Promise<boolean>;
  get_cluster_stack(self: RefTo<"Cluster">): Promise<string>;
  get_cluster_token(self: RefTo<"Cluster">): Promise<string>;
  get_pending_forget(self: RefTo<"Cluster">): Promise<string[]>;
  get_cluster_hosts(self: RefTo<"Cluster">): Promise<RefTo<"Cluster_host">[]>;
  get_uuid(self: RefTo<"Cluster">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"Cluster">>;
  get_record(self: RefTo<"Cluster">): Promise<ClusterRecord>;
}

export interface Cluster_hostTasks {
  disable(self: RefTo<"Cluster_host">): Promise<null>;
  force_destroy(self: RefTo<"Cluster_host">): Promise<null>;
  enable(self: RefTo<"Cluster_host">): Promise<null>;
  destroy(self: RefTo<"Cluster_host">): Promise<null>;
  create(cluster: RefTo<"Cluster"> | null, host: RefTo<"host"> | null, pif: RefTo<"PIF"> | null): Promise<RefTo<"Cluster_host">>;
}

export interface Cluster_hostMethods extends Cluster_hostTasks {
  get_all_records(): Promise<Record<string, Cluster_hostRecord>>;
  get_all(): Promise<RefTo<"Cluster_host">[]>;
  get_other_config(self: RefTo<"Cluster_host">): Promise<Record<string, string>>;
  get_current_operations(self: RefTo<"Cluster_host">): Promise<Record<string, Enum<"cluster_host_operation">>>;
  get_allowed_operations(self: RefTo<"Cluster_host">): Promise<Enum<"cluster_host_operation">[]>;
  get_last_update_live(self: RefTo<"Cluster_host">): Promise<string>;
  get_live(self: RefTo<"Cluster_host">): Promise<boolean>;
  get_joined(self: RefTo<"Cluster_host">): Promise<boolean>;
  get_PIF(self: RefTo<"Cluster_host">): Promise<RefTo<"PIF"> | null>;
  get_enabled(self: RefTo<"Cluster_host">): Promise<boolean>;
  get_host(self: RefTo<"Cluster_host">): Promise<RefTo<"host"> | null>;
  get_cluster(self: RefTo<"Cluster_host">): Promise<RefTo<"Cluster"> | null>;
  get_uuid(self: RefTo<"Cluster_host">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"Cluster_host">>;
  get_record(self: RefTo<"Cluster_host">): Promise<Cluster_hostRecord>;
}

export interface CertificateMethods {
  get_all_records(): Promise<Record<string, CertificateRecord>>;
  get_all(): Promise<RefTo<"Certificate">[]>;
  get_fingerprint(self: RefTo<"Certificate">): Promise<string>;
  get_not_after(self: RefTo<"Certificate">): Promise<string>;
  get_not_before(self: RefTo<"Certificate">): Promise<string>;
  get_host(self: RefTo<"Certificate">): Promise<RefTo<"host"> | null>;
  get_type(self: RefTo<"Certificate">): Promise<Enum<"certificate_type">>;
  get_name(self: RefTo<"Certificate">): Promise<string>;
  get_uuid(self: RefTo<"Certificate">): Promise<string>;
  get_by_uuid(uuid: string): Promise<RefTo<"Certificate">>;
  get_record(self: RefTo<"Certificate">): Promise<CertificateRecord>;
}

export interface RepositoryTasks {
  set_gpgkey_path(self: RefTo<"Repository">, value: string): Promise<null>;
  forget(self: RefTo<"Repository">): Promise<null>;
  introduce(name_label: string, name_description: string, binary_url: string, source_url: string, update: boolean, gpgkey_path?: string): Promise<RefTo<"Repository">>;
}

export interface RepositoryMethods extends RepositoryTasks {
  get_all_records(): Promise<Record<string, RepositoryRecord>>;
  get_all(): Promise<RefTo<"Repository">[]>;
  set_name_description(self: RefTo<"Repository">, value: string): Promise<null>;
  set_name_label(self: RefTo<"Repository">, value: string): Promise<null>;
  get_gpgkey_path(self: RefTo<"Repository">): Promise<string>;
  get_up_to_date(self: RefTo<"Repository">): Promise<boolean>;
  get_hash(self: RefTo<"Repository">): Promise<string>;
  get_update(self: RefTo<"Repository">): Promise<boolean>;
  get_source_url(self: RefTo<"Repository">): Promise<string>;
  get_binary_url(self: RefTo<"Repository">): Promise<string>;
  get_name_description(self: RefTo<"Repository">): Promise<string>;
  get_name_label(self: RefTo<"Repository">): Promise<string>;
  get_uuid(self: RefTo<"Repository">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"Repository">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"Repository">>;
  get_record(self: RefTo<"Repository">): Promise<RepositoryRecord>;
}

export interface ObserverTasks {
  set_components(self: RefTo<"Observer">, value: readonly string[]): Promise<null>;
  set_endpoints(self: RefTo<"Observer">, value: readonly string[]): Promise<null>;
  set_attributes(self: RefTo<"Observer">, value: Readonly<Record<string, string>>): Promise<null>;
  set_enabled(self: RefTo<"Observer">, value: boolean): Promise<null>;
  set_hosts(self: RefTo<"Observer">, value: readonly RefTo<"host">[]): Promise<null>;
  destroy(self: RefTo<"Observer">): Promise<null>;
  create(args: Partial<ObserverRecord>): Promise<RefTo<"Observer">>;
}

export interface ObserverMethods extends ObserverTasks {
  get_all_records(): Promise<Record<string, ObserverRecord>>;
  get_all(): Promise<RefTo<"Observer">[]>;
  set_name_description(self: RefTo<"Observer">, value: string): Promise<null>;
  set_name_label(self: RefTo<"Observer">, value: string): Promise<null>;
  get_enabled(self: RefTo<"Observer">): Promise<boolean>;
  get_components(self: RefTo<"Observer">): Promise<string[]>;
  get_endpoints(self: RefTo<"Observer">): Promise<string[]>;
  get_attributes(self: RefTo<"Observer">): Promise<Record<string, string>>;
  get_hosts(self: RefTo<"Observer">): Promise<RefTo<"host">[]>;
  get_name_description(self: RefTo<"Observer">): Promise<string>;
  get_name_label(self: RefTo<"Observer">): Promise<string>;
  get_uuid(self: RefTo<"Observer">): Promise<string>;
  get_by_name_label(label: string): Promise<RefTo<"Observer">[]>;
  get_by_uuid(uuid: string): Promise<RefTo<"Observer">>;
  get_record(self: RefTo<"Observer">): Promise<ObserverRecord>;
}

/** What each class can do. */
export interface Methods {
  readonly session: sessionMethods;
  readonly auth: authMethods;
  readonly subject: subjectMethods;
  readonly role: roleMethods;
  readonly task: taskMethods;
  readonly event: eventMethods;
  readonly pool: poolMethods;
  readonly pool_patch: pool_patchMethods;
  readonly pool_update: pool_updateMethods;
  readonly VM: VMMethods;
  readonly VM_metrics: VM_metricsMethods;
  readonly VM_guest_metrics: VM_guest_metricsMethods;
  readonly VMPP: VMPPMethods;
  readonly VMSS: VMSSMethods;
  readonly VM_appliance: VM_applianceMethods;
  readonly DR_task: DR_taskMethods;
  readonly host: hostMethods;
  readonly host_crashdump: host_crashdumpMethods;
  readonly host_patch: host_patchMethods;
  readonly host_metrics: host_metricsMethods;
  readonly host_cpu: host_cpuMethods;
  readonly network: networkMethods;
  readonly VIF: VIFMethods;
  readonly VIF_metrics: VIF_metricsMethods;
  readonly PIF: PIFMethods;
  readonly PIF_metrics: PIF_metricsMethods;
  readonly Bond: BondMethods;
  readonly VLAN: VLANMethods;
  readonly SM: SMMethods;
  readonly SR: SRMethods;
  readonly sr_stat: sr_statMethods;
  readonly probe_result: probe_resultMethods;
  readonly LVHD: LVHDMethods;
  readonly VDI: VDIMethods;
  readonly VBD: VBDMethods;
  readonly VBD_metrics: VBD_metricsMethods;
  readonly PBD: PBDMethods;
  readonly crashdump: crashdumpMethods;
  readonly VTPM: VTPMMethods;
  readonly console: consoleMethods;
  readonly user: userMethods;
  readonly data_source: data_sourceMethods;
  readonly blob: blobMethods;
  readonly message: messageMethods;
  readonly secret: secretMethods;
  readonly tunnel: tunnelMethods;
  readonly network_sriov: network_sriovMethods;
  readonly PCI: PCIMethods;
  readonly PGPU: PGPUMethods;
  readonly GPU_group: GPU_groupMethods;
  readonly VGPU: VGPUMethods;
  readonly VGPU_type: VGPU_typeMethods;
  readonly PVS_site: PVS_siteMethods;
  readonly PVS_server: PVS_serverMethods;
  readonly PVS_proxy: PVS_proxyMethods;
  readonly PVS_cache_storage: PVS_cache_storageMethods;
  readonly Feature: FeatureMethods;
  readonly SDN_controller: SDN_controllerMethods;
  readonly vdi_nbd_server_info: vdi_nbd_server_infoMethods;
  readonly PUSB: PUSBMethods;
  readonly USB_group: USB_groupMethods;
  readonly VUSB: VUSBMethods;
  readonly Cluster: ClusterMethods;
  readonly Cluster_host: Cluster_hostMethods;
  readonly Certificate: CertificateMethods;
  readonly Repository: RepositoryMethods;
  readonly Observer: ObserverMethods;
}

/** What can run as a task, class by class. */
export interface Tasks {
  readonly session: sessionTasks;
  readonly auth: authTasks;
  readonly subject: subjectTasks;
  readonly role: roleTasks;
  readonly pool: poolTasks;
  readonly pool_patch: pool_patchTasks;
  readonly pool_update: pool_updateTasks;
  readonly VM: VMTasks;
  readonly VMPP: VMPPTasks;
  readonly VMSS: VMSSTasks;
  readonly VM_appliance: VM_applianceTasks;
  readonly DR_task: DR_taskTasks;
  readonly host: hostTasks;
  readonly host_crashdump: host_crashdumpTasks;
  readonly host_patch: host_patchTasks;
  readonly network: networkTasks;
  readonly VIF: VIFTasks;
  readonly PIF: PIFTasks;
  readonly Bond: BondTasks;
  readonly VLAN: VLANTasks;
  readonly SR: SRTasks;
  readonly LVHD: LVHDTasks;
  readonly VDI: VDITasks;
  readonly VBD: VBDTasks;
  readonly PBD: PBDTasks;
  readonly crashdump: crashdumpTasks;
  readonly VTPM: VTPMTasks;
  readonly console: consoleTasks;
  readonly user: userTasks;
  readonly blob: blobTasks;
  readonly message: messageTasks;
  readonly secret: secretTasks;
  readonly tunnel: tunnelTasks;
  readonly network_sriov: network_sriovTasks;
  readonly PGPU: PGPUTasks;
  readonly GPU_group: GPU_groupTasks;
  readonly VGPU: VGPUTasks;
  readonly PVS_site: PVS_siteTasks;
  readonly PVS_server: PVS_serverTasks;
  readonly PVS_proxy: PVS_proxyTasks;
  readonly PVS_cache_storage: PVS_cache_storageTasks;
  readonly SDN_controller: SDN_controllerTasks;
  readonly PUSB: PUSBTasks;
  readonly USB_group: USB_groupTasks;
  readonly VUSB: VUSBTasks;
  readonly Cluster: ClusterTasks;
  readonly Cluster_host: Cluster_hostTasks;
  readonly Repository: RepositoryTasks;
  readonly Observer: ObserverTasks;
}
