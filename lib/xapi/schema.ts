// Generated from the Xen-API data model by `deno task schema`: names and types only. Do not edit.
// deno-lint-ignore-file no-empty-interface
// deno-fmt-ignore-file

/** An opaque reference to an object, unique within its pool. */
export type Ref = string;

/** A reference to an object of one class. Plain text will do for it, a reference to another class will not. */
export type RefTo<Class extends string> = string & { readonly refersTo?: Class | undefined };

/** Every enum and its values. */
export const ENUMS = {
  task_allowed_operations: ["cancel", "destroy"],
  task_status_type: ["pending", "success", "failure", "cancelling", "cancelled"],
  event_operation: ["add", "del", "mod"],
  pool_allowed_operations: ["ha_enable", "ha_disable", "cluster_create", "designate_new_master", "configure_repositories", "sync_updates", "get_updates", "apply_updates", "tls_verification_enable", "cert_refresh", "exchange_certificates_on_join", "exchange_ca_certificates_on_join", "copy_primary_host_certs", "eject"],
  telemetry_frequency: ["daily", "weekly", "monthly"],
  update_sync_frequency: ["daily", "weekly"],
  after_apply_guidance: ["restartHVM", "restartPV", "restartHost", "restartXAPI"],
  update_after_apply_guidance: ["restartHVM", "restartPV", "restartHost", "restartXAPI"],
  livepatch_status: ["ok_livepatch_complete", "ok_livepatch_incomplete", "ok"],
  vm_power_state: ["Halted", "Paused", "Running", "Suspended"],
  update_guidances: ["reboot_host", "reboot_host_on_livepatch_failure", "reboot_host_on_kernel_livepatch_failure", "reboot_host_on_xen_livepatch_failure", "restart_toolstack", "restart_device_model", "restart_vm"],
  on_softreboot_behavior: ["soft_reboot", "destroy", "restart", "preserve"],
  on_normal_exit: ["destroy", "restart"],
  vm_operations: ["snapshot", "clone", "copy", "create_template", "revert", "checkpoint", "snapshot_with_quiesce", "provision", "start", "start_on", "pause", "unpause", "clean_shutdown", "clean_reboot", "hard_shutdown", "power_state_reset", "hard_reboot", "suspend", "csvm", "resume", "resume_on", "pool_migrate", "migrate_send", "get_boot_record", "send_sysrq", "send_trigger", "query_services", "shutdown", "call_plugin", "changing_memory_live", "awaiting_memory_live", "changing_dynamic_range", "changing_static_range", "changing_memory_limits", "changing_shadow_memory", "changing_shadow_memory_live", "changing_VCPUs", "changing_VCPUs_live", "changing_NVRAM", "assert_operation_valid", "data_source_op", "update_allowed_operations", "make_into_template", "import", "export", "metadata_export", "reverting", "destroy", "create_vtpm"],
  on_crash_behaviour: ["destroy", "coredump_and_destroy", "restart", "coredump_and_restart", "preserve", "rename_restart"],
  domain_type: ["hvm", "pv", "pv_in_pvh", "pvh", "unspecified"],
  tristate_type: ["yes", "no", "unspecified"],
  vmpp_backup_type: ["snapshot", "checkpoint"],
  vmpp_backup_frequency: ["hourly", "daily", "weekly"],
  vmpp_archive_frequency: ["never", "always_after_backup", "daily", "weekly"],
  vmpp_archive_target_type: ["none", "cifs", "nfs"],
  vmss_frequency: ["hourly", "daily", "weekly"],
  vmss_type: ["snapshot", "checkpoint", "snapshot_with_quiesce"],
  vm_appliance_operation: ["start", "clean_shutdown", "hard_shutdown", "shutdown"],
  host_allowed_operations: ["provision", "evacuate", "shutdown", "reboot", "power_on", "vm_start", "vm_resume", "vm_migrate", "apply_updates", "enable"],
  latest_synced_updates_applied_state: ["yes", "no", "unknown"],
  host_display: ["enabled", "disable_on_reboot", "disabled", "enable_on_reboot"],
  host_sched_gran: ["core", "cpu", "socket"],
  host_numa_affinity_policy: ["any", "best_effort", "default_policy"],
  network_operations: ["attaching"],
  network_default_locking_mode: ["unlocked", "disabled"],
  network_purpose: ["nbd", "insecure_nbd"],
  vif_operations: ["attach", "plug", "unplug"],
  vif_locking_mode: ["network_default", "locked", "unlocked", "disabled"],
  vif_ipv4_configuration_mode: ["None", "Static"],
  vif_ipv6_configuration_mode: ["None", "Static"],
  pif_igmp_status: ["enabled", "disabled", "unknown"],
  ip_configuration_mode: ["None", "DHCP", "Static"],
  ipv6_configuration_mode: ["None", "DHCP", "Static", "Autoconf"],
  primary_address_type: ["IPv4", "IPv6"],
  bond_mode: ["balance-slb", "active-backup", "lacp"],
  storage_operations: ["scan", "destroy", "forget", "plug", "unplug", "update", "vdi_create", "vdi_introduce", "vdi_destroy", "vdi_resize", "vdi_clone", "vdi_snapshot", "vdi_mirror", "vdi_enable_cbt", "vdi_disable_cbt", "vdi_data_destroy", "vdi_list_changed_blocks", "vdi_set_on_boot", "pbd_create", "pbd_destroy"],
  sr_health: ["healthy", "recovering"],
  vdi_operations: ["clone", "copy", "resize", "resize_online", "snapshot", "mirror", "destroy", "forget", "update", "force_unlock", "generate_config", "enable_cbt", "disable_cbt", "data_destroy", "list_changed_blocks", "set_on_boot", "blocked"],
  vdi_type: ["system", "user", "ephemeral", "suspend", "crashdump", "ha_statefile", "metadata", "redo_log", "rrd", "pvs_cache", "cbt_metadata"],
  on_boot: ["reset", "persist"],
  vbd_operations: ["attach", "eject", "insert", "plug", "unplug", "unplug_force", "pause", "unpause"],
  vbd_type: ["CD", "Disk", "Floppy"],
  vbd_mode: ["RO", "RW"],
  vtpm_operations: ["destroy"],
  persistence_backend: ["xapi"],
  console_protocol: ["vt100", "rfb", "rdp"],
  cls: ["VM", "Host", "SR", "Pool", "VMPP", "VMSS", "PVS_proxy", "VDI", "Certificate"],
  tunnel_protocol: ["gre", "vxlan"],
  sriov_configuration_mode: ["sysfs", "modprobe", "manual", "unknown"],
  pgpu_dom0_access: ["enabled", "disable_on_reboot", "disabled", "enable_on_reboot"],
  allocation_algorithm: ["breadth_first", "depth_first"],
  vgpu_type_implementation: ["passthrough", "nvidia", "nvidia_sriov", "gvt_g", "mxgpu"],
  pvs_proxy_status: ["stopped", "initialised", "caching", "incompatible_write_cache_mode", "incompatible_protocol_version"],
  sdn_controller_protocol: ["ssl", "pssl"],
  vusb_operations: ["attach", "plug", "unplug"],
  cluster_operation: ["add", "remove", "enable", "disable", "destroy"],
  cluster_host_operation: ["enable", "disable", "destroy"],
  certificate_type: ["ca", "host", "host_internal"],
} as const;

/** A value of an enum. A newer xapi may send others: treat as open where it is shown. */
export type Enum<Name extends keyof typeof ENUMS> = (typeof ENUMS)[Name][number];

/** Every error code and the names of its parameters. */
export const ERRORS: Readonly<Record<string, readonly string[]>> = {
  "INTERNAL_ERROR": ["message"],
  "MESSAGE_DEPRECATED": [],
  "MESSAGE_REMOVED": [],
  "PERMISSION_DENIED": ["message"],
  "LICENSE_EXPIRED": [],
  "LICENSE_PROCESSING_ERROR": [],
  "LICENCE_RESTRICTION": ["feature"],
  "LICENSE_CANNOT_DOWNGRADE_WHILE_IN_POOL": [],
  "LICENSE_DOES_NOT_SUPPORT_POOLING": [],
  "LICENSE_HOST_POOL_MISMATCH": [],
  "LICENSE_DOES_NOT_SUPPORT_XHA": [],
  "V6D_FAILURE": [],
  "INVALID_EDITION": ["edition"],
  "MISSING_CONNECTION_DETAILS": [],
  "LICENSE_CHECKOUT_ERROR": ["code", "message"],
  "LICENSE_FILE_DEPRECATED": [],
  "ACTIVATION_WHILE_NOT_FREE": [],
  "FEATURE_RESTRICTED": [],
  "CANNOT_CONTACT_HOST": ["host"],
  "TLS_CONNECTION_FAILED": ["address", "port"],
  "UUID_INVALID": ["type", "uuid"],
  "OBJECT_NOLONGER_EXISTS": [],
  "MAP_DUPLICATE_KEY": ["type", "param_name", "uuid", "key"],
  "XMLRPC_UNMARSHAL_FAILURE": ["expected", "received"],
  "MESSAGE_METHOD_UNKNOWN": ["method"],
  "MESSAGE_PARAMETER_COUNT_MISMATCH": ["method", "expected", "received"],
  "VALUE_NOT_SUPPORTED": ["field", "value", "reason"],
  "INVALID_VALUE": ["field", "value"],
  "FIELD_TYPE_ERROR": ["field"],
  "OPERATION_NOT_ALLOWED": ["reason"],
  "OPERATION_BLOCKED": ["ref", "code"],
  "NOT_IMPLEMENTED": ["function"],
  "UNIMPLEMENTED_IN_SM_BACKEND": ["message"],
  "HANDLE_INVALID": ["class", "handle"],
  "DB_UNIQUENESS_CONSTRAINT_VIOLATION": ["table", "field", "value"],
  "LOCATION_NOT_UNIQUE": ["SR", "location"],
  "MEMORY_CONSTRAINT_VIOLATION": ["constraint"],
  "MEMORY_CONSTRAINT_VIOLATION_ORDER": [],
  "MEMORY_CONSTRAINT_VIOLATION_MAXPIN": ["reason"],
  "SESSION_AUTHENTICATION_FAILED": [],
  "SESSION_AUTHORIZATION_FAILED": ["username", "msg"],
  "SESSION_INVALID": ["handle"],
  "CHANGE_PASSWORD_REJECTED": ["msg"],
  "USER_IS_NOT_LOCAL_SUPERUSER": ["msg"],
  "NETWORK_SRIOV_INSUFFICIENT_CAPACITY": ["network"],
  "NETWORK_SRIOV_ALREADY_ENABLED": ["PIF"],
  "NETWORK_SRIOV_ENABLE_FAILED": ["PIF", "msg"],
  "NETWORK_SRIOV_DISABLE_FAILED": ["PIF", "msg"],
  "NETWORK_HAS_INCOMPATIBLE_SRIOV_PIFS": ["PIF", "network"],
  "NETWORK_HAS_INCOMPATIBLE_VLAN_ON_SRIOV_PIFS": ["PIF", "network"],
  "NETWORK_INCOMPATIBLE_WITH_SRIOV": ["network"],
  "NETWORK_INCOMPATIBLE_WITH_VLAN_ON_BRIDGE": ["network"],
  "NETWORK_INCOMPATIBLE_WITH_VLAN_ON_SRIOV": ["network"],
  "NETWORK_INCOMPATIBLE_WITH_BOND": ["network"],
  "NETWORK_INCOMPATIBLE_WITH_TUNNEL": ["network"],
  "NETWORK_INCOMPATIBLE_WITH_TRUNKS": ["network"],
  "POOL_JOINING_HOST_HAS_NETWORK_SRIOVS": [],
  "NETWORK_UNMANAGED": ["network"],
  "NETWORK_ALREADY_CONNECTED": ["network", "connected PIF"],
  "CANNOT_DESTROY_SYSTEM_NETWORK": ["network"],
  "NETWORK_INCOMPATIBLE_PURPOSES": ["new_purpose", "conflicting_purpose"],
  "PIF_IS_PHYSICAL": ["PIF"],
  "PIF_IS_NOT_PHYSICAL": ["PIF"],
  "PIF_IS_VLAN": ["PIF"],
  "PIF_IS_SRIOV_LOGICAL": ["PIF"],
  "PIF_VLAN_EXISTS": ["PIF"],
  "PIF_VLAN_STILL_EXISTS": ["PIF"],
  "VLAN_IN_USE": ["device", "vlan"],
  "PIF_ALREADY_BONDED": ["PIF"],
  "PIF_CANNOT_BOND_CROSS_HOST": [],
  "PIF_BOND_NEEDS_MORE_MEMBERS": [],
  "PIF_BOND_MORE_THAN_ONE_IP": [],
  "PIF_CONFIGURATION_ERROR": ["PIF", "msg"],
  "INVALID_IP_ADDRESS_SPECIFIED": ["parameter"],
  "INVALID_CIDR_ADDRESS_SPECIFIED": ["parameter"],
  "ADDRESS_VIOLATES_LOCKING_CONSTRAINT": ["address"],
  "PIF_IS_MANAGEMENT_INTERFACE": ["PIF"],
  "PIF_NOT_PRESENT": ["host", "network"],
  "PIF_DOES_NOT_ALLOW_UNPLUG": ["PIF"],
  "PIF_ALLOWS_UNPLUG": ["PIF"],
  "REQUIRED_PIF_IS_UNPLUGGED": ["PIF"],
  "PIF_HAS_FCOE_SR_IN_USE": ["PIF", "SR"],
  "PIF_UNMANAGED": ["PIF"],
  "PIF_IS_NOT_SRIOV_CAPABLE": ["PIF"],
  "PIF_HAS_NO_NETWORK_CONFIGURATION": ["PIF"],
  "PIF_HAS_NO_V6_NETWORK_CONFIGURATION": ["PIF"],
  "PIF_INCOMPATIBLE_PRIMARY_ADDRESS_TYPE": ["PIF"],
  "PIF_SRIOV_STILL_EXISTS": ["PIF"],
  "CANNOT_PLUG_BOND_SLAVE": ["PIF"],
  "CANNOT_ADD_VLAN_TO_BOND_SLAVE": ["PIF"],
  "CANNOT_ADD_TUNNEL_TO_BOND_SLAVE": ["PIF"],
  "CANNOT_ADD_TUNNEL_TO_SRIOV_LOGICAL": ["PIF"],
  "CANNOT_ADD_TUNNEL_TO_VLAN_ON_SRIOV_LOGICAL": ["PIF"],
  "CANNOT_CHANGE_PIF_PROPERTIES": ["PIF"],
  "CANNOT_FORGET_SRIOV_LOGICAL": ["PIF"],
  "INCOMPATIBLE_PIF_PROPERTIES": [],
  "SLAVE_REQUIRES_MANAGEMENT_INTERFACE": [],
  "VIF_IN_USE": ["network", "VIF"],
  "CANNOT_PLUG_VIF": ["VIF"],
  "MAC_DOES_NOT_EXIST": ["MAC"],
  "MAC_STILL_EXISTS": ["MAC"],
  "MAC_INVALID": ["MAC"],
  "DUPLICATE_PIF_DEVICE_NAME": ["device"],
  "VLAN_TAG_INVALID": ["VLAN"],
  "NETWORK_CONTAINS_VIF": ["vifs"],
  "NETWORK_CONTAINS_PIF": ["pifs"],
  "GPU_GROUP_CONTAINS_VGPU": ["vgpus"],
  "GPU_GROUP_CONTAINS_PGPU": ["pgpus"],
  "GPU_GROUP_CONTAINS_NO_PGPUS": ["gpu_group"],
  "DEVICE_ATTACH_TIMEOUT": ["type", "ref"],
  "DEVICE_DETACH_TIMEOUT": ["type", "ref"],
  "DEVICE_DETACH_REJECTED": ["type", "ref", "msg"],
  "DEVICE_NOT_ATTACHED": ["VBD"],
  "PIF_DEVICE_NOT_FOUND": [],
  "PGPU_IN_USE_BY_VM": ["VMs"],
  "PGPU_NOT_COMPATIBLE_WITH_GPU_GROUP": ["type", "group_types"],
  "PGPU_INSUFFICIENT_CAPACITY_FOR_VGPU": ["pgpu", "vgpu_type"],
  "VGPU_TYPE_NOT_ENABLED": ["type", "enabled_types"],
  "VGPU_TYPE_NOT_SUPPORTED": ["type", "supported_types"],
  "VGPU_TYPE_NO_LONGER_SUPPORTED": ["type"],
  "VGPU_TYPE_NOT_COMPATIBLE_WITH_RUNNING_TYPE": ["pgpu", "type", "running_type"],
  "VGPU_TYPE_NOT_COMPATIBLE": ["type"],
  "VGPU_DESTINATION_INCOMPATIBLE": ["reason", "vgpu", "host"],
  "VGPU_SUSPENSION_NOT_SUPPORTED": ["reason", "vgpu", "host"],
  "VGPU_GUEST_DRIVER_LIMIT": ["reason", "vm", "host"],
  "NVIDIA_TOOLS_ERROR": ["host"],
  "VM_PCI_BUS_FULL": ["VM"],
  "NVIDIA_SRIOV_MISCONFIGURED": ["host", "device_name"],
  "BOOT_DEVICE_PASSTHROUGH_DISALLOWED": ["device"],
  "OPENVSWITCH_NOT_ACTIVE": [],
  "TRANSPORT_PIF_NOT_CONFIGURED": ["PIF"],
  "IS_TUNNEL_ACCESS_PIF": ["PIF"],
  "PIF_TUNNEL_STILL_EXISTS": ["PIF"],
  "BRIDGE_NOT_AVAILABLE": ["bridge"],
  "BRIDGE_NAME_EXISTS": ["bridge"],
  "VM_IS_PROTECTED": ["vm"],
  "VM_NO_CRASHDUMP_SR": ["vm"],
  "VM_NO_SUSPEND_SR": ["vm"],
  "VM_MEMORY_SIZE_TOO_LOW": ["vm"],
  "VM_DUPLICATE_VBD_DEVICE": ["vm", "vbd", "device"],
  "ILLEGAL_VBD_DEVICE": ["vbd", "device"],
  "VM_NOT_RESIDENT_HERE": ["vm", "host"],
  "DOMAIN_EXISTS": ["vm", "domid"],
  "CANNOT_RESET_CONTROL_DOMAIN": ["vm"],
  "NOT_SYSTEM_DOMAIN": ["vm"],
  "VM_CANNOT_DELETE_DEFAULT_TEMPLATE": ["vm"],
  "VM_BAD_POWER_STATE": ["vm", "expected", "actual"],
  "VM_MISSING_PV_DRIVERS": ["vm"],
  "VM_OLD_PV_DRIVERS": ["vm", "major", "minor"],
  "VM_LACKS_FEATURE": ["vm"],
  "VM_NON_SUSPENDABLE": ["vm", "reason"],
  "VM_IS_TEMPLATE": ["vm"],
  "OTHER_OPERATION_IN_PROGRESS": ["class", "object", "operation_type", "operation_ref"],
  "VBD_NOT_REMOVABLE_MEDIA": ["vbd"],
  "VBD_NOT_UNPLUGGABLE": ["vbd"],
  "VBD_NOT_EMPTY": ["vbd"],
  "VBD_IS_EMPTY": ["vbd"],
  "VBD_TRAY_LOCKED": ["vbd"],
  "VBD_CDS_MUST_BE_READONLY": [],
  "DISK_VBD_MUST_BE_READWRITE_FOR_HVM": ["vbd"],
  "VM_NO_EMPTY_CD_VBD": ["vm"],
  "VM_HVM_REQUIRED": ["vm"],
  "VM_NO_VCPUS": ["vm"],
  "VM_TOO_MANY_VCPUS": ["vm"],
  "HOST_NOT_ENOUGH_FREE_MEMORY": ["needed", "available"],
  "HOST_NOT_ENOUGH_PCPUS": ["vcpus", "pcpus"],
  "DUPLICATE_VM": ["vm"],
  "DUPLICATE_MAC_SEED": ["seed"],
  "VM_SNAPSHOT_WITH_QUIESCE_FAILED": ["vm"],
  "VM_SNAPSHOT_WITH_QUIESCE_TIMEOUT": ["vm"],
  "VM_SNAPSHOT_WITH_QUIESCE_PLUGIN_DEOS_NOT_RESPOND": ["vm"],
  "VM_SNAPSHOT_WITH_QUIESCE_NOT_SUPPORTED": ["vm", "error"],
  "XEN_VSS_REQ_ERROR_INIT_FAILED": ["vm", "error_code"],
  "XEN_VSS_REQ_ERROR_PROV_NOT_LOADED": ["vm", "error_code"],
  "XEN_VSS_REQ_ERROR_NO_VOLUMES_SUPPORTED": ["vm", "error_code"],
  "XEN_VSS_REQ_ERROR_START_SNAPSHOT_SET_FAILED": ["vm", "error_code"],
  "XEN_VSS_REQ_ERROR_ADDING_VOLUME_TO_SNAPSET_FAILED": ["vm", "error_code"],
  "XEN_VSS_REQ_ERROR_PREPARING_WRITERS": ["vm", "error_code"],
  "XEN_VSS_REQ_ERROR_CREATING_SNAPSHOT": ["vm", "error_code"],
  "XEN_VSS_REQ_ERROR_CREATING_SNAPSHOT_XML_STRING": ["vm", "error_code"],
  "VM_REVERT_FAILED": ["vm", "snapshot"],
  "VM_CHECKPOINT_SUSPEND_FAILED": ["vm"],
  "VM_CHECKPOINT_RESUME_FAILED": ["vm"],
  "VM_PV_DRIVERS_IN_USE": ["vm"],
  "VCPU_MAX_NOT_CORES_PER_SOCKET_MULTIPLE": ["vcpu_max", "cores_per_socket"],
  "OPERATION_PARTIALLY_FAILED": ["operation"],
  "HOST_OFFLINE": ["host"],
  "HOST_DISABLED": ["host"],
  "HOST_DISABLED_UNTIL_REBOOT": ["host"],
  "HOST_DISABLED_INDEFINITELY": ["host"],
  "NO_HOSTS_AVAILABLE": [],
  "HOST_IN_EMERGENCY_MODE": [],
  "HOST_CANNOT_DESTROY_SELF": ["host"],
  "HOST_CANNOT_READ_METRICS": [],
  "HOST_IN_USE": ["host", "type", "ref"],
  "HOST_NOT_DISABLED": [],
  "HOST_NOT_LIVE": [],
  "HOST_IS_LIVE": ["host"],
  "HOST_POWER_ON_MODE_DISABLED": [],
  "HOST_ITS_OWN_SLAVE": [],
  "HOST_STILL_BOOTING": [],
  "HOST_HAS_NO_MANAGEMENT_IP": [],
  "HOST_NAME_INVALID": ["reason"],
  "HOST_MASTER_CANNOT_TALK_BACK": ["ip"],
  "HOST_UNKNOWN_TO_MASTER": ["host"],
  "HOST_XAPI_VERSION_HIGHER_THAN_COORDINATOR": ["host_xapi_version"],
  "HOST_BROKEN": [],
  "HOST_HAS_RESIDENT_VMS": ["host"],
  "NOT_SUPPORTED_DURING_UPGRADE": [],
  "INTERFACE_HAS_NO_IP": ["interface"],
  "AUTH_ALREADY_ENABLED": ["current auth_type", "current service_name"],
  "AUTH_UNKNOWN_TYPE": ["type"],
  "AUTH_IS_DISABLED": [],
  "AUTH_INVALID_TRUSTED_CERTS": ["message"],
  "AUTH_NO_TRUSTED_CERTS": ["message"],
  "AUTH_ENABLE_FAILED": ["message"],
  "AUTH_ENABLE_FAILED_WRONG_CREDENTIALS": ["message"],
  "AUTH_ENABLE_FAILED_PERMISSION_DENIED": ["message"],
  "AUTH_ENABLE_FAILED_DOMAIN_LOOKUP_FAILED": ["message"],
  "AUTH_ENABLE_FAILED_UNAVAILABLE": ["message"],
  "AUTH_ENABLE_FAILED_INVALID_OU": ["message"],
  "AUTH_ENABLE_FAILED_INVALID_ACCOUNT": ["message"],
  "AUTH_ENABLE_FAILED_INVALID_TRUSTED_CERTS": ["message"],
  "AUTH_ENABLE_FAILED_NO_TRUSTED_CERTS": ["message"],
  "AUTH_DISABLE_FAILED": ["message"],
  "AUTH_DISABLE_FAILED_WRONG_CREDENTIALS": ["message"],
  "AUTH_DISABLE_FAILED_PERMISSION_DENIED": ["message"],
  "HOST_EVACUATE_IN_PROGRESS": ["host"],
  "HOST_EVACUATE_VM_NOT_HA_PROTECTED": ["vm"],
  "JOINING_HOST_CANNOT_CONTAIN_SHARED_SRS": [],
  "JOINING_HOST_CANNOT_HAVE_RUNNING_OR_SUSPENDED_VMS": [],
  "JOINING_HOST_CANNOT_HAVE_RUNNING_VMS": [],
  "JOINING_HOST_CANNOT_HAVE_VMS_WITH_CURRENT_OPERATIONS": [],
  "JOINING_HOST_CANNOT_BE_MASTER_OF_OTHER_HOSTS": [],
  "JOINING_HOST_CONNECTION_FAILED": [],
  "JOINING_HOST_SERVICE_FAILED": [],
  "POOL_JOINING_HOST_MUST_HAVE_PHYSICAL_MANAGEMENT_NIC": [],
  "POOL_JOINING_EXTERNAL_AUTH_MISMATCH": [],
  "POOL_JOINING_HOST_MUST_HAVE_SAME_PRODUCT_VERSION": [],
  "POOL_JOINING_HOST_MUST_ONLY_HAVE_PHYSICAL_PIFS": [],
  "POOL_JOINING_HOST_MANAGEMENT_VLAN_DOES_NOT_MATCH": ["local", "remote"],
  "POOL_JOINING_HOST_HAS_NON_MANAGEMENT_VLANS": [],
  "POOL_JOINING_HOST_HAS_BONDS": [],
  "POOL_JOINING_HOST_HAS_TUNNELS": [],
  "HOSTS_NOT_COMPATIBLE": [],
  "HOSTS_NOT_HOMOGENEOUS": ["reason"],
  "NOT_IN_EMERGENCY_MODE": [],
  "POOL_AUTH_ALREADY_ENABLED": ["host"],
  "POOL_AUTH_ENABLE_FAILED": ["host", "message"],
  "POOL_AUTH_ENABLE_FAILED_WRONG_CREDENTIALS": ["host", "message"],
  "POOL_AUTH_ENABLE_FAILED_PERMISSION_DENIED": ["host", "message"],
  "POOL_AUTH_ENABLE_FAILED_DOMAIN_LOOKUP_FAILED": ["host", "message"],
  "POOL_AUTH_ENABLE_FAILED_UNAVAILABLE": ["host", "message"],
  "POOL_AUTH_ENABLE_FAILED_DUPLICATE_HOSTNAME": ["host", "message"],
  "POOL_AUTH_ENABLE_FAILED_INVALID_OU": ["host", "message"],
  "POOL_AUTH_ENABLE_FAILED_INVALID_ACCOUNT": ["host", "message"],
  "POOL_AUTH_ENABLE_FAILED_INVALID_TRUSTED_CERTS": ["host", "message"],
  "POOL_AUTH_ENABLE_FAILED_NO_TRUSTED_CERTS": ["host", "message"],
  "POOL_AUTH_ENABLE_FAILED_NO_SUPP_ENCRYPT_TYPE": ["host", "message"],
  "POOL_AUTH_ENABLE_FAILED_SETUP_TLS_CONNECTION": ["host", "message"],
  "AUTH_SETUP_TLS_CONNECTION": ["message"],
  "AUTH_SET_LDAPS_FAILED": ["host", "message"],
  "POOL_AUTH_DISABLE_FAILED": ["host", "message"],
  "POOL_AUTH_DISABLE_FAILED_WRONG_CREDENTIALS": ["host", "message"],
  "POOL_AUTH_DISABLE_FAILED_PERMISSION_DENIED": ["host", "message"],
  "POOL_AUTH_DISABLE_FAILED_INVALID_ACCOUNT": ["host", "message"],
  "POOL_JOINING_HOST_MUST_HAVE_SAME_API_VERSION": ["host_api_version", "master_api_version"],
  "POOL_JOINING_HOST_MUST_HAVE_SAME_DB_SCHEMA": ["host_db_schema", "master_db_schema"],
  "POOL_JOINING_HOST_CA_CERTIFICATES_CONFLICT": [],
  "POOL_JOINING_HOST_TRUSTED_CERTIFICATES_CONFLICT": ["ref_in_pool", "ref_on_host"],
  "POOL_JOINING_SM_FEATURES_INCOMPATIBLE": ["pool_sm_ref", "candidate_sm_ref"],
  "POOL_JOINING_POOL_CANNOT_ENABLE_CLUSTERING_ON_VLAN_NETWORK": ["vlan"],
  "POOL_JOINING_HOST_MUST_HAVE_ONLY_ONE_IP_ON_CLUSTERING_NETWORK": [],
  "POOL_JOINING_HOST_TLS_VERIFICATION_MISMATCH": [],
  "POOL_JOINING_MASTER_CERTIFICATE_NOT_IN_POOL_BUNDLE": ["master_uuid"],
  "POOL_JOINING_POOL_BUNDLE_EMPTY_AFTER_IMPORT": ["bundle_path"],
  "SUBJECT_CANNOT_BE_RESOLVED": [],
  "AUTH_SERVICE_ERROR": ["message"],
  "SUBJECT_ALREADY_EXISTS": [],
  "ROLE_NOT_FOUND": [],
  "ROLE_ALREADY_EXISTS": [],
  "RBAC_PERMISSION_DENIED": ["permission", "message"],
  "WLB_NOT_INITIALIZED": [],
  "WLB_DISABLED": [],
  "WLB_CONNECTION_REFUSED": [],
  "WLB_UNKNOWN_HOST": [],
  "WLB_TIMEOUT": ["configured_timeout"],
  "WLB_AUTHENTICATION_FAILED": [],
  "WLB_MALFORMED_REQUEST": [],
  "WLB_MALFORMED_RESPONSE": ["method", "reason", "response"],
  "WLB_XENSERVER_CONNECTION_REFUSED": [],
  "WLB_XENSERVER_UNKNOWN_HOST": [],
  "WLB_XENSERVER_TIMEOUT": [],
  "WLB_XENSERVER_AUTHENTICATION_FAILED": [],
  "WLB_XENSERVER_MALFORMED_RESPONSE": [],
  "WLB_INTERNAL_ERROR": [],
  "WLB_CONNECTION_RESET": [],
  "WLB_URL_INVALID": ["url"],
  "VM_UNSAFE_BOOT": ["vm"],
  "VM_REQUIRES_SR": ["vm", "sr"],
  "VM_REQUIRES_NETWORK": ["vm", "network"],
  "VM_REQUIRES_GPU": ["vm", "GPU_group"],
  "VM_REQUIRES_VGPU": ["vm", "GPU_group", "vGPU_type"],
  "VM_REQUIRES_IOMMU": ["host"],
  "VM_HOST_INCOMPATIBLE_VERSION_MIGRATE": ["host", "vm"],
  "VM_HOST_INCOMPATIBLE_VERSION": ["host", "vm"],
  "VM_HOST_INCOMPATIBLE_VIRTUAL_HARDWARE_PLATFORM_VERSION": ["host", "host_versions", "vm", "vm_version"],
  "VM_HAS_PCI_ATTACHED": ["vm"],
  "VM_HAS_VGPU": ["vm"],
  "VM_HAS_SRIOV_VIF": ["vm"],
  "HOST_CANNOT_ATTACH_NETWORK": ["host", "network"],
  "VM_REQUIRES_VDI": ["vm", "vdi"],
  "VM_HAS_NO_SUSPEND_VDI": ["vm"],
  "VM_MIGRATE_FAILED": ["vm", "source", "destination", "msg"],
  "VM_MIGRATE_CONTACT_REMOTE_SERVICE_FAILED": [],
  "VM_HAS_TOO_MANY_SNAPSHOTS": ["vm"],
  "VM_HAS_CHECKPOINT": ["vm"],
  "VDI_NEEDS_VM_FOR_MIGRATE": ["vdi"],
  "MIRROR_FAILED": ["vdi"],
  "TOO_MANY_STORAGE_MIGRATES": ["number"],
  "SR_DOES_NOT_SUPPORT_MIGRATION": ["sr", "capabilities"],
  "VM_FAILED_SHUTDOWN_ACKNOWLEDGMENT": ["vm"],
  "VM_FAILED_SUSPEND_ACKNOWLEDGMENT": ["vm"],
  "VM_SHUTDOWN_TIMEOUT": ["vm", "timeout"],
  "VM_SUSPEND_TIMEOUT": ["vm", "timeout"],
  "VM_CRASHED": ["vm"],
  "VM_REBOOTED": ["vm"],
  "VM_HALTED": ["vm"],
  "BOOTLOADER_FAILED": ["vm", "msg"],
  "UNKNOWN_BOOTLOADER": ["vm", "bootloader"],
  "FAILED_TO_START_EMULATOR": ["vm", "name", "msg"],
  "VMS_FAILED_TO_COOPERATE": [],
  "BALLOONING_TIMEOUT_BEFORE_MIGRATION": ["vm"],
  "VM_REQUIRES_VUSB": ["vm", "USB_group"],
  "SR_NOT_ATTACHED": ["sr"],
  "SR_ATTACH_FAILED": ["sr"],
  "SR_BACKEND_FAILURE": ["status", "stdout", "stderr"],
  "SR_UUID_EXISTS": ["uuid"],
  "SR_HAS_NO_PBDS": ["sr"],
  "SR_FULL": ["requested", "maximum"],
  "SR_SOURCE_SPACE_INSUFFICIENT": ["sr"],
  "SR_SUSPEND_SPACE_INSUFFICIENT": ["sr"],
  "PBD_EXISTS": ["sr", "host", "pbd"],
  "SR_HAS_PBD": ["sr"],
  "SR_HAS_MULTIPLE_PBDS": ["PBD"],
  "SR_REQUIRES_UPGRADE": ["SR"],
  "SR_UNKNOWN_DRIVER": ["driver"],
  "SR_VDI_LOCKING_FAILED": [],
  "VDI_READONLY": ["vdi"],
  "VDI_HAS_RRDS": ["vdi"],
  "VDI_TOO_SMALL": ["vdi", "minimum size"],
  "VDI_TOO_LARGE": ["vdi", "maximum size"],
  "VDI_NOT_SPARSE": ["vdi"],
  "VDI_IS_A_PHYSICAL_DEVICE": ["vdi"],
  "VDI_IS_NOT_ISO": ["vdi", "type"],
  "HOST_CD_DRIVE_EMPTY": [],
  "VDI_IN_USE": ["vdi", "operation"],
  "VDI_NOT_AVAILABLE": ["vdi"],
  "VDI_LOCATION_MISSING": ["sr", "location"],
  "VDI_MISSING": ["sr", "vdi"],
  "VDI_INCOMPATIBLE_TYPE": ["vdi", "type"],
  "VDI_NOT_MANAGED": ["vdi"],
  "VDI_NOT_IN_MAP": ["vdi"],
  "VDI_CBT_ENABLED": ["vdi"],
  "VDI_NO_CBT_METADATA": ["vdi"],
  "VDI_IS_ENCRYPTED": ["vdi"],
  "VDI_COPY_FAILED": [],
  "VDI_ON_BOOT_MODE_INCOMPATIBLE_WITH_OPERATION": [],
  "CANNOT_CREATE_STATE_FILE": [],
  "VIF_NOT_IN_MAP": ["vif"],
  "SUSPEND_IMAGE_NOT_ACCESSIBLE": ["vdi"],
  "SR_OPERATION_NOT_SUPPORTED": ["sr"],
  "SR_NOT_EMPTY": [],
  "SR_DEVICE_IN_USE": [],
  "SR_NOT_SHARABLE": ["sr", "host"],
  "SR_INDESTRUCTIBLE": ["sr"],
  "SR_IS_CACHE_SR": ["host"],
  "SR_UNHEALTHY": ["sr", "health", "fix"],
  "CLUSTERED_SR_DEGRADED": ["sr"],
  "SM_PLUGIN_COMMUNICATION_FAILURE": ["sm"],
  "DEVICE_ALREADY_ATTACHED": ["device"],
  "DEVICE_ALREADY_DETACHED": ["device"],
  "DEVICE_ALREADY_EXISTS": ["device"],
  "INVALID_DEVICE": ["device"],
  "DEFAULT_SR_NOT_FOUND": ["sr"],
  "PROVISION_ONLY_ALLOWED_ON_TEMPLATE": [],
  "PROVISION_FAILED_OUT_OF_SPACE": [],
  "IMPORT_INCOMPATIBLE_VERSION": [],
  "IMPORT_ERROR": ["msg"],
  "IMPORT_ERROR_PREMATURE_EOF": [],
  "IMPORT_ERROR_SOME_CHECKSUMS_FAILED": [],
  "IMPORT_ERROR_CANNOT_HANDLE_CHUNKED": [],
  "IMPORT_ERROR_FAILED_TO_FIND_OBJECT": ["id"],
  "IMPORT_ERROR_ATTACHED_DISKS_NOT_FOUND": [],
  "IMPORT_ERROR_UNEXPECTED_FILE": ["filename_expected", "filename_found"],
  "RESTORE_INCOMPATIBLE_VERSION": [],
  "RESTORE_TARGET_MISSING_DEVICE": ["device"],
  "RESTORE_TARGET_MGMT_IF_NOT_IN_BACKUP": [],
  "CANNOT_FIND_STATE_PARTITION": [],
  "BACKUP_SCRIPT_FAILED": ["log"],
  "RESTORE_SCRIPT_FAILED": ["log"],
  "EVENTS_LOST": [],
  "EVENT_SUBSCRIPTION_PARSE_FAILURE": ["subscription"],
  "EVENT_FROM_TOKEN_PARSE_FAILURE": ["token"],
  "SESSION_NOT_REGISTERED": ["handle"],
  "TASK_CANCELLED": ["task"],
  "TOO_MANY_PENDING_TASKS": [],
  "TOO_BUSY": [],
  "OUT_OF_SPACE": ["location"],
  "INVALID_PATCH": [],
  "INVALID_PATCH_WITH_LOG": ["log"],
  "CANNOT_FIND_PATCH": [],
  "CANNOT_FETCH_PATCH": ["uuid"],
  "PATCH_ALREADY_EXISTS": ["uuid"],
  "UPDATE_ALREADY_EXISTS": ["uuid"],
  "PATCH_IS_APPLIED": [],
  "PATCH_ALREADY_APPLIED": ["patch"],
  "PATCH_APPLY_FAILED": ["output"],
  "PATCH_APPLY_FAILED_BACKUP_FILES_EXIST": ["output"],
  "PATCH_PRECHECK_FAILED_UNKNOWN_ERROR": ["patch", "info"],
  "PATCH_PRECHECK_FAILED_PREREQUISITE_MISSING": ["patch", "prerequisite_patch_uuid_list"],
  "PATCH_PRECHECK_FAILED_WRONG_SERVER_VERSION": ["patch", "found_version", "required_version"],
  "PATCH_PRECHECK_FAILED_WRONG_SERVER_BUILD": ["patch", "found_build", "required_build"],
  "PATCH_PRECHECK_FAILED_VM_RUNNING": ["patch"],
  "PATCH_PRECHECK_FAILED_OUT_OF_SPACE": ["patch", "found_space", "required_required"],
  "PATCH_PRECHECK_FAILED_ISO_MOUNTED": ["patch"],
  "CANNOT_FIND_OEM_BACKUP_PARTITION": [],
  "ONLY_ALLOWED_ON_OEM_EDITION": ["command"],
  "NOT_ALLOWED_ON_OEM_EDITION": ["command"],
  "INVALID_UPDATE": ["info"],
  "UPDATE_IS_APPLIED": [],
  "CANNOT_FIND_UPDATE": [],
  "UPDATE_POOL_APPLY_FAILED": ["hosts"],
  "COULD_NOT_UPDATE_IGMP_SNOOPING_EVERYWHERE": [],
  "UPDATE_APPLY_FAILED": ["output"],
  "UPDATE_ALREADY_APPLIED": ["update"],
  "UPDATE_ALREADY_APPLIED_IN_POOL": ["update"],
  "UPDATE_PRECHECK_FAILED_UNKNOWN_ERROR": ["update", "info"],
  "UPDATE_PRECHECK_FAILED_PREREQUISITE_MISSING": ["update", "prerequisite_update"],
  "UPDATE_PRECHECK_FAILED_CONFLICT_PRESENT": ["update", "conflict_update"],
  "UPDATE_PRECHECK_FAILED_WRONG_SERVER_VERSION": ["update", "installed_version", "required_version "],
  "UPDATE_PRECHECK_FAILED_OUT_OF_SPACE": ["update", "available_space", "required_space "],
  "UPDATE_PRECHECK_FAILED_GPGKEY_NOT_IMPORTED": ["update"],
  "HOST_IS_SLAVE": ["Master IP address"],
  "HA_FAILED_TO_FORM_LIVESET": [],
  "HA_HEARTBEAT_DAEMON_STARTUP_FAILED": [],
  "HA_HOST_CANNOT_ACCESS_STATEFILE": [],
  "HA_HOST_IS_ARMED": ["host"],
  "HA_IS_ENABLED": [],
  "HA_NOT_ENABLED": [],
  "HA_ENABLE_IN_PROGRESS": [],
  "HA_DISABLE_IN_PROGRESS": [],
  "HA_NOT_INSTALLED": ["host"],
  "HA_HOST_CANNOT_SEE_PEERS": ["host", "all", "subset"],
  "HA_TOO_FEW_HOSTS": [],
  "HA_SHOULD_BE_FENCED": ["host"],
  "HA_ABORT_NEW_MASTER": ["reason"],
  "HA_NO_PLAN": [],
  "HA_LOST_STATEFILE": [],
  "HA_POOL_IS_ENABLED_BUT_HOST_IS_DISABLED": [],
  "HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED": ["SR"],
  "HA_CONSTRAINT_VIOLATION_NETWORK_NOT_SHARED": ["network"],
  "HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN": [],
  "HA_CANNOT_CHANGE_BOND_STATUS_OF_MGMT_IFACE": [],
  "INCOMPATIBLE_STATEFILE_SR": ["SR type"],
  "INCOMPATIBLE_CLUSTER_STACK_ACTIVE": ["cluster_stack"],
  "CANNOT_EVACUATE_HOST": ["errors"],
  "SYSTEM_STATUS_RETRIEVAL_FAILED": ["reason"],
  "SYSTEM_STATUS_MUST_USE_TAR_ON_OEM": [],
  "XAPI_HOOK_FAILED": ["hook_name", "reason", "stdout", "exit_code"],
  "XENAPI_MISSING_PLUGIN": ["name"],
  "XENAPI_PLUGIN_FAILURE": ["status", "stdout", "stderr"],
  "DOMAIN_BUILDER_ERROR": ["function", "code", "message"],
  "CERTIFICATE_DOES_NOT_EXIST": ["name"],
  "CERTIFICATE_ALREADY_EXISTS": ["name"],
  "TRUSTED_CERTIFICATE_ALREADY_EXISTS": ["fingerprint"],
  "CERTIFICATE_NAME_INVALID": ["name"],
  "CERTIFICATE_CORRUPT": ["name"],
  "CERTIFICATE_LIBRARY_CORRUPT": [],
  "CRL_DOES_NOT_EXIST": ["name"],
  "CRL_ALREADY_EXISTS": ["name"],
  "CRL_NAME_INVALID": ["name"],
  "CRL_CORRUPT": ["name"],
  "SERVER_CERTIFICATE_KEY_INVALID": [],
  "SERVER_CERTIFICATE_KEY_ALGORITHM_NOT_SUPPORTED": ["algorithm_oid"],
  "SERVER_CERTIFICATE_KEY_RSA_LENGTH_NOT_SUPPORTED": ["length"],
  "SERVER_CERTIFICATE_KEY_RSA_MULTI_NOT_SUPPORTED": [],
  "SERVER_CERTIFICATE_INVALID": [],
  "SERVER_CERTIFICATE_KEY_MISMATCH": [],
  "SERVER_CERTIFICATE_NOT_VALID_YET": ["now", "not_before"],
  "SERVER_CERTIFICATE_EXPIRED": ["now", "not_after"],
  "SERVER_CERTIFICATE_SIGNATURE_NOT_SUPPORTED": [],
  "SERVER_CERTIFICATE_CHAIN_INVALID": [],
  "NOT_TRUSTED_CERTIFICATE": ["ref"],
  "CERTIFICATE_LACKS_PURPOSE": [],
  "TRUSTED_CERTIFICATE_EXPIRED": ["now", "not_after"],
  "TRUSTED_CERTIFICATE_NOT_VALID_YET": ["now", "not_before"],
  "TRUSTED_CERTIFICATE_INVALID": [],
  "VMPP_HAS_VM": [],
  "VMPP_ARCHIVE_MORE_FREQUENT_THAN_BACKUP": [],
  "VM_ASSIGNED_TO_PROTECTION_POLICY": ["vm", "vmpp"],
  "VMSS_HAS_VM": [],
  "VM_ASSIGNED_TO_SNAPSHOT_SCHEDULE": ["vm", "vmss"],
  "SSL_VERIFY_ERROR": ["reason"],
  "CANNOT_ENABLE_REDO_LOG": ["reason"],
  "REDO_LOG_IS_ENABLED": [],
  "VM_BIOS_STRINGS_ALREADY_SET": [],
  "INVALID_FEATURE_STRING": ["details"],
  "CPU_FEATURE_MASKING_NOT_SUPPORTED": ["details"],
  "FEATURE_REQUIRES_HVM": ["details"],
  "VDI_CONTAINS_METADATA_OF_THIS_POOL": ["vdi", "pool"],
  "NO_MORE_REDO_LOGS_ALLOWED": [],
  "COULD_NOT_IMPORT_DATABASE": ["reason"],
  "VM_INCOMPATIBLE_WITH_THIS_HOST": ["vm", "host", "reason"],
  "CANNOT_DESTROY_DISASTER_RECOVERY_TASK": ["reason"],
  "VM_IS_PART_OF_AN_APPLIANCE": ["vm", "appliance"],
  "VM_TO_IMPORT_IS_NOT_NEWER_VERSION": ["vm", "existing_version", "version_to_import"],
  "VM_CALL_PLUGIN_RATE_LIMIT": ["VM", "interval", "wait"],
  "VM_IS_IMMOBILE": ["VM"],
  "VM_IS_USING_NESTED_VIRT": ["VM"],
  "PVS_SITE_CONTAINS_RUNNING_PROXIES": ["proxies"],
  "PVS_SITE_CONTAINS_SERVERS": ["servers"],
  "PVS_CACHE_STORAGE_ALREADY_PRESENT": ["site", "host"],
  "PVS_CACHE_STORAGE_IS_IN_USE": ["PVS_cache_storage"],
  "PVS_PROXY_ALREADY_PRESENT": ["proxies"],
  "PVS_SERVER_ADDRESS_IN_USE": ["address"],
  "PVS_VIF_MUST_BE_FIRST_DEVICE": [],
  "PVS_PROXY_PRESENT_ON_HIGHER_VIF_DEVICE": ["device"],
  "USB_GROUP_CONTAINS_VUSB": ["vusbs"],
  "USB_GROUP_CONTAINS_PUSB": ["pusbs"],
  "USB_GROUP_CONTAINS_NO_PUSBS": ["usb_group"],
  "TOO_MANY_VUSBS": ["number"],
  "USB_GROUP_CONFLICT": ["USB_group"],
  "USB_ALREADY_ATTACHED": ["PUSB", "VM"],
  "PUSB_VDI_CONFLICT": ["PUSB", "VDI"],
  "VM_HAS_VUSBS": ["VM"],
  "CLUSTER_CREATE_IN_PROGRESS": [],
  "CLUSTER_ALREADY_EXISTS": [],
  "CLUSTERING_ENABLED": ["cluster_host"],
  "CLUSTERING_DISABLED": ["cluster_host"],
  "CLUSTER_DOES_NOT_HAVE_ONE_NODE": ["number_of_nodes"],
  "NO_COMPATIBLE_CLUSTER_HOST": ["host"],
  "CLUSTER_FORCE_DESTROY_FAILED": ["cluster"],
  "CLUSTER_STACK_IN_USE": ["cluster_stack"],
  "INVALID_CLUSTER_STACK": ["cluster_stack"],
  "PIF_NOT_ATTACHED_TO_HOST": ["pif", "host"],
  "CLUSTER_HOST_NOT_JOINED": ["cluster_host"],
  "CLUSTER_HOST_IS_LAST": ["cluster_host"],
  "NO_CLUSTER_HOSTS_REACHABLE": ["cluster"],
  "XEN_INCOMPATIBLE": [],
  "CONFIGURE_REPOSITORIES_IN_PROGRESS": [],
  "INVALID_BASE_URL": ["url"],
  "BLOCKED_REPO_URL": ["url"],
  "INVALID_GPGKEY_PATH": ["gpgkey_path"],
  "REPOSITORY_ALREADY_EXISTS": ["ref"],
  "BUNDLE_REPOSITORY_ALREADY_EXISTS": ["ref"],
  "BUNDLE_UNPACK_FAILED": ["error"],
  "BUNDLE_REPO_NOT_ENABLED": [],
  "CAN_NOT_SYNC_UPDATES": [],
  "CAN_NOT_PERIODIC_SYNC_UPDATES": [],
  "REPO_SHOULD_BE_SINGLE_ONE_ENABLED": [],
  "UPDATE_SYNCING_REMOTE_POOL_COORDINATOR_CONNECTION_FAILED": [],
  "UPDATE_SYNCING_REMOTE_POOL_COORDINATOR_SERVICE_FAILED": [],
  "REPOSITORY_IS_IN_USE": [],
  "REPOSITORY_CLEANUP_FAILED": [],
  "NO_REPOSITORY_ENABLED": [],
  "MULTIPLE_UPDATE_REPOSITORIES_ENABLED": [],
  "SYNC_UPDATES_IN_PROGRESS": [],
  "SYNC_BUNDLE_IN_PROGRESS": [],
  "REPOSYNC_FAILED": [],
  "BUNDLE_SYNC_FAILED": [],
  "INVALID_REPOMD_XML": [],
  "INVALID_UPDATEINFO_XML": [],
  "GET_HOST_UPDATES_FAILED": ["ref"],
  "GET_UPDATES_FAILED": [],
  "APPLY_UPDATES_IN_PROGRESS": [],
  "APPLY_UPDATES_FAILED": ["ref"],
  "APPLY_GUIDANCE_FAILED": ["ref"],
  "UPDATEINFO_HASH_MISMATCH": [],
  "CANNOT_RESTART_DEVICE_MODEL": ["ref"],
  "INVALID_REPOSITORY_PROXY_URL": ["url"],
  "INVALID_REPOSITORY_PROXY_CREDENTIAL": [],
  "INVALID_REPOSITORY_DOMAIN_ALLOWLIST": ["domains"],
  "APPLY_LIVEPATCH_FAILED": ["livepatch"],
  "VTPM_MAX_AMOUNT_REACHED": ["amount"],
  "TELEMETRY_NEXT_COLLECTION_TOO_LATE": ["timestamp"],
  "INVALID_UPDATE_SYNC_DAY": ["day"],
  "NO_REPOSITORIES_CONFIGURED": [],
  "HOST_PENDING_MANDATORY_GUIDANCE_NOT_EMPTY": ["host"],
  "HOST_EVACUATION_IS_REQUIRED": ["host"],
  "TOO_MANY_GROUPS": [],
  "ENABLE_SSH_FAILED": ["host"],
  "DISABLE_SSH_FAILED": ["host"],
  "ENABLE_SSH_PARTIALLY_FAILED": ["hosts"],
  "DISABLE_SSH_PARTIALLY_FAILED": ["hosts"],
  "SET_SSH_TIMEOUT_PARTIALLY_FAILED": ["hosts"],
  "SET_CONSOLE_TIMEOUT_PARTIALLY_FAILED": ["hosts"],
  "SET_SSH_AUTO_MODE_PARTIALLY_FAILED": ["hosts"],
  "HOST_DRIVER_NO_HARDWARE": ["driver variant"],
  "TLS_VERIFICATION_NOT_ENABLED_IN_POOL": [],
  "SYSPREP": ["vm", "message"],
  "INVALID_NTP_CONFIG": ["reason"],
  "NOT_ALLOWED_WHEN_NTP_IS_ENABLED": ["host"],
  "HOSTS_FAILED_TO_ENABLE_CACHING": [],
  "HOSTS_FAILED_TO_DISABLE_CACHING": [],
  "HOST_CANNOT_SEE_SR": [],
  "VM_IS_SNAPSHOT": [],
  "VBD_MISSING": [],
  "VM_SNAPSHOT_FAILED": [],
  "VM_MEMORY_TARGET_WAIT_TIMEOUT": [],
  "VM_ATTACHED_TO_MORE_THAN_ONE_VDI_WITH_TIMEOFFSET_MARKED_AS_RESET_ON_BOOT": [],
  "REVERT_ONLY_ALLOWED_ON_SNAPSHOT": [],
  "VDI_IS_SHARABLE": [],
  "VDI_CONTENT_ID_MISSING": [],
  "VDI_IO_ERROR": [],
  "SR_NOT_SHARED": [],
  "CLIENT_ERROR": [],
  "BALLOONING_DISABLED": [],
  "NO_LOCAL_STORAGE": [],
  "SR_ATTACHED": [],
  "CA_CERTIFICATE_INVALID": [],
  "CA_CERTIFICATE_NOT_VALID_YET": [],
  "CA_CERTIFICATE_EXPIRED": [],
  "SUSPEND_VDI_REPLACEMENT_IS_NOT_IDENTICAL": [],
  "EXTENSION_PROTOCOL_FAILURE": [],
  "CLUSTER_HAS_NO_CERTIFICATE": [],
  "DESIGNATE_NEW_MASTER_IN_PROGRESS": [],
  "POOL_SECRET_ROTATION_PENDING": [],
  "TLS_VERIFICATION_ENABLE_IN_PROGRESS": [],
  "CERT_REFRESH_IN_PROGRESS": [],
  "CREATEREPO_FAILED": [],
  "GET_UPDATES_IN_PROGRESS": [],
  "ILLEGAL_IN_FIPS_MODE": [],
};

/** Classes that event.from never reports. */
export const CLASSES_WITHOUT_EVENTS: readonly string[] = ["session", "user", "auth", "data_source", "sr_stat", "probe_result", "vdi_nbd_server_info", "secret", "Diagnostics", "event"];

/** One-to-many relations as [class of the one-side field, field, class of the set, set]: [VBD, VM, VM, VBDs]. */
export const RELATIONS: readonly (readonly [string, string, string, string])[] = [
  ["VM", "snapshot_of", "VM", "snapshots"],
  ["VDI", "snapshot_of", "VDI", "snapshots"],
  ["VM", "parent", "VM", "children"],
  ["task", "subtask_of", "task", "subtasks"],
  ["PIF", "bond_slave_of", "Bond", "slaves"],
  ["Bond", "master", "PIF", "bond_master_of"],
  ["VLAN", "tagged_PIF", "PIF", "VLAN_slave_of"],
  ["tunnel", "access_PIF", "PIF", "tunnel_access_PIF_of"],
  ["tunnel", "transport_PIF", "PIF", "tunnel_transport_PIF_of"],
  ["PBD", "host", "host", "PBDs"],
  ["PBD", "SR", "SR", "PBDs"],
  ["VBD", "VDI", "VDI", "VBDs"],
  ["crashdump", "VDI", "VDI", "crash_dumps"],
  ["VBD", "VM", "VM", "VBDs"],
  ["crashdump", "VM", "VM", "crash_dumps"],
  ["VIF", "VM", "VM", "VIFs"],
  ["VIF", "network", "network", "VIFs"],
  ["Cluster_host", "cluster", "Cluster", "cluster_hosts"],
  ["PIF", "host", "host", "PIFs"],
  ["PIF", "network", "network", "PIFs"],
  ["VDI", "SR", "SR", "VDIs"],
  ["VTPM", "VM", "VM", "VTPMs"],
  ["console", "VM", "VM", "consoles"],
  ["VM", "resident_on", "host", "resident_VMs"],
  ["host_cpu", "host", "host", "host_CPUs"],
  ["host_crashdump", "host", "host", "crashdumps"],
  ["host_patch", "host", "host", "patches"],
  ["host_patch", "pool_patch", "pool_patch", "host_patches"],
  ["VM", "protection_policy", "VMPP", "VMs"],
  ["VM", "snapshot_schedule", "VMSS", "VMs"],
  ["VM", "appliance", "VM_appliance", "VMs"],
  ["PGPU", "GPU_group", "GPU_group", "PGPUs"],
  ["VGPU", "GPU_group", "GPU_group", "VGPUs"],
  ["VGPU", "type", "VGPU_type", "VGPUs"],
  ["VGPU", "VM", "VM", "VGPUs"],
  ["VGPU", "resident_on", "PGPU", "resident_VGPUs"],
  ["PCI", "host", "host", "PCIs"],
  ["PGPU", "host", "host", "PGPUs"],
  ["PCI", "physical_function", "PCI", "virtual_functions"],
  ["VDI", "metadata_of_pool", "pool", "metadata_VDIs"],
  ["SR", "introduced_by", "DR_task", "introduced_SRs"],
  ["PVS_server", "site", "PVS_site", "servers"],
  ["PVS_proxy", "site", "PVS_site", "proxies"],
  ["PVS_cache_storage", "site", "PVS_site", "cache_storage"],
  ["PUSB", "host", "host", "PUSBs"],
  ["PUSB", "USB_group", "USB_group", "PUSBs"],
  ["VUSB", "USB_group", "USB_group", "VUSBs"],
  ["VUSB", "VM", "VM", "VUSBs"],
  ["Feature", "host", "host", "features"],
  ["network_sriov", "physical_PIF", "PIF", "sriov_physical_PIF_of"],
  ["network_sriov", "logical_PIF", "PIF", "sriov_logical_PIF_of"],
  ["Certificate", "host", "host", "certificates"],
];

/** Relations kept as a set on both sides. */
export const MANY_TO_MANY: readonly (readonly [string, string, string, string])[] = [
  ["host", "updates", "pool_update", "hosts"],
  ["PGPU", "supported_VGPU_types", "VGPU_type", "supported_on_PGPUs"],
  ["PGPU", "enabled_VGPU_types", "VGPU_type", "enabled_on_PGPUs"],
  ["GPU_group", "supported_VGPU_types", "VGPU_type", "supported_on_GPU_groups"],
  ["GPU_group", "enabled_VGPU_types", "VGPU_type", "enabled_on_GPU_groups"],
  ["PCI", "attached_VMs", "VM", "attached_PCIs"],
  ["VM", "groups", "VM_group", "VMs"],
];

/** A field as [type, qualifier]: RW may be set at run time, RO never, static only at creation. Pools older than a later one lack it. */
export type FieldSchema = readonly [type: string, qualifier: "RO" | "RW" | "static", later?: "later"];

/** A message: parameters after the session (a name ending in ? is optional), result, least role, flags. */
export interface MessageSchema {
  readonly params: readonly (readonly [name: string, type: string])[];
  readonly result: string;
  readonly role?: string;
  /** Generated from a field or the class (get_record, set_name_label), not written by hand in xapi. */
  readonly implicit?: true;
  readonly noSession?: true;
}

export interface ClassSchema {
  readonly fields: Readonly<Record<string, FieldSchema>>;
  readonly messages: Readonly<Record<string, MessageSchema>>;
}

/** Every class of the model under its own spelling. */
export const CLASSES: Readonly<Record<string, ClassSchema>> = {
  session: {
    fields: {
      uuid: ["string", "RO"],
      this_host: ["host ref", "RO"],
      this_user: ["user ref", "RO"],
      last_active: ["datetime", "RO"],
      pool: ["bool", "RO"],
      other_config: ["(string -> string) map", "RW"],
      is_local_superuser: ["bool", "RO"],
      subject: ["subject ref", "RO"],
      validation_time: ["datetime", "RO"],
      auth_user_sid: ["string", "RO"],
      auth_user_name: ["string", "RO"],
      rbac_permissions: ["string set", "static"],
      tasks: ["task ref set", "RO"],
      parent: ["session ref", "static"],
      originator: ["string", "RO", "later"],
      client_certificate: ["bool", "RO", "later"],
    },
    messages: {
      logout_subject_identifier: { params: [["subject_identifier", "string"]], result: "void", role: "pool-operator" },
      get_all_subject_identifiers: { params: [], result: "string set", role: "read-only" },
      local_logout: { params: [], result: "void", role: "pool-admin" },
      create_from_db_file: { params: [["filename", "string"]], result: "session ref", role: "local-root" },
      slave_local_login_with_password: { params: [["uname", "string"], ["pwd", "string"]], result: "session ref", role: "pool-admin", noSession: true },
      change_password: { params: [["old_pwd", "string"], ["new_pwd", "string"]], result: "void", role: "local-root" },
      logout: { params: [], result: "void", role: "read-only" },
      login_with_password: { params: [["uname", "string"], ["pwd", "string"], ["version?", "string"], ["originator?", "string"]], result: "session ref", role: "read-only", noSession: true },
      remove_from_other_config: { params: [["self", "session ref"], ["key", "string"]], result: "void", role: "pool-admin", implicit: true },
      add_to_other_config: { params: [["self", "session ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-admin", implicit: true },
      set_other_config: { params: [["self", "session ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-admin", implicit: true },
      get_client_certificate: { params: [["self", "session ref"]], result: "bool", role: "read-only", implicit: true },
      get_originator: { params: [["self", "session ref"]], result: "string", role: "read-only", implicit: true },
      get_parent: { params: [["self", "session ref"]], result: "session ref", role: "read-only", implicit: true },
      get_tasks: { params: [["self", "session ref"]], result: "task ref set", role: "read-only", implicit: true },
      get_rbac_permissions: { params: [["self", "session ref"]], result: "string set", role: "read-only", implicit: true },
      get_auth_user_name: { params: [["self", "session ref"]], result: "string", role: "read-only", implicit: true },
      get_auth_user_sid: { params: [["self", "session ref"]], result: "string", role: "read-only", implicit: true },
      get_validation_time: { params: [["self", "session ref"]], result: "datetime", role: "read-only", implicit: true },
      get_subject: { params: [["self", "session ref"]], result: "subject ref", role: "read-only", implicit: true },
      get_is_local_superuser: { params: [["self", "session ref"]], result: "bool", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "session ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_pool: { params: [["self", "session ref"]], result: "bool", role: "read-only", implicit: true },
      get_last_active: { params: [["self", "session ref"]], result: "datetime", role: "read-only", implicit: true },
      get_this_user: { params: [["self", "session ref"]], result: "user ref", role: "read-only", implicit: true },
      get_this_host: { params: [["self", "session ref"]], result: "host ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "session ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "session ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "session ref"]], result: "session record", role: "read-only", implicit: true },
    },
  },
  auth: {
    fields: {
    },
    messages: {
      get_group_membership: { params: [["subject_identifier", "string"]], result: "string set", role: "read-only" },
      get_subject_information_from_identifier: { params: [["subject_identifier", "string"]], result: "(string -> string) map", role: "read-only" },
      get_subject_identifier: { params: [["subject_name", "string"]], result: "string", role: "read-only" },
    },
  },
  subject: {
    fields: {
      uuid: ["string", "RO"],
      subject_identifier: ["string", "static"],
      other_config: ["(string -> string) map", "static"],
      roles: ["role ref set", "RO"],
    },
    messages: {
      get_all_records: { params: [], result: "(subject ref -> subject record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "subject ref set", role: "read-only", implicit: true },
      get_permissions_name_label: { params: [["self", "subject ref"]], result: "string set", role: "read-only" },
      remove_from_roles: { params: [["self", "subject ref"], ["role", "role ref"]], result: "void", role: "pool-admin" },
      add_to_roles: { params: [["self", "subject ref"], ["role", "role ref"]], result: "void", role: "pool-admin" },
      get_roles: { params: [["self", "subject ref"]], result: "role ref set", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "subject ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_subject_identifier: { params: [["self", "subject ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "subject ref"]], result: "string", role: "read-only", implicit: true },
      destroy: { params: [["self", "subject ref"]], result: "void", role: "pool-admin", implicit: true },
      create: { params: [["args", "subject record"]], result: "subject ref", role: "pool-admin", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "subject ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "subject ref"]], result: "subject record", role: "read-only", implicit: true },
    },
  },
  role: {
    fields: {
      uuid: ["string", "RO"],
      name_label: ["string", "static"],
      name_description: ["string", "static"],
      subroles: ["role ref set", "static"],
      is_internal: ["bool", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(role ref -> role record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "role ref set", role: "read-only", implicit: true },
      get_by_permission_name_label: { params: [["label", "string"]], result: "role ref set", role: "read-only" },
      get_by_permission: { params: [["permission", "role ref"]], result: "role ref set", role: "read-only" },
      get_permissions_name_label: { params: [["self", "role ref"]], result: "string set", role: "read-only" },
      get_permissions: { params: [["self", "role ref"]], result: "role ref set", role: "read-only" },
      get_is_internal: { params: [["self", "role ref"]], result: "bool", role: "read-only", implicit: true },
      get_subroles: { params: [["self", "role ref"]], result: "role ref set", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "role ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "role ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "role ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "role ref set", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "role ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "role ref"]], result: "role record", role: "read-only", implicit: true },
    },
  },
  task: {
    fields: {
      uuid: ["string", "RO"],
      name_label: ["string", "RO"],
      name_description: ["string", "RO"],
      allowed_operations: ["enum task_allowed_operations set", "RO"],
      current_operations: ["(string -> enum task_allowed_operations) map", "RO"],
      created: ["datetime", "RO"],
      finished: ["datetime", "RO"],
      status: ["enum task_status_type", "RO"],
      resident_on: ["host ref", "RO"],
      progress: ["float", "RO"],
      type: ["string", "RO"],
      result: ["string", "RO"],
      error_info: ["string set", "RO"],
      other_config: ["(string -> string) map", "RW"],
      subtask_of: ["task ref", "RO"],
      subtasks: ["task ref set", "RO"],
      backtrace: ["string", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(task ref -> task record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "task ref set", role: "read-only", implicit: true },
      set_error_info: { params: [["self", "task ref"], ["value", "string set"]], result: "void", role: "read-only" },
      set_result: { params: [["self", "task ref"], ["value", "string"]], result: "void", role: "read-only" },
      set_progress: { params: [["self", "task ref"], ["value", "float"]], result: "void", role: "read-only" },
      set_status: { params: [["self", "task ref"], ["value", "enum task_status_type"]], result: "void", role: "read-only" },
      cancel: { params: [["task", "task ref"]], result: "void", role: "read-only" },
      destroy: { params: [["self", "task ref"]], result: "void", role: "read-only" },
      create: { params: [["label", "string"], ["description", "string"]], result: "task ref", role: "read-only" },
      remove_from_other_config: { params: [["self", "task ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "task ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "task ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_backtrace: { params: [["self", "task ref"]], result: "string", role: "read-only", implicit: true },
      get_subtasks: { params: [["self", "task ref"]], result: "task ref set", role: "read-only", implicit: true },
      get_subtask_of: { params: [["self", "task ref"]], result: "task ref", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "task ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_error_info: { params: [["self", "task ref"]], result: "string set", role: "read-only", implicit: true },
      get_result: { params: [["self", "task ref"]], result: "string", role: "read-only", implicit: true },
      get_type: { params: [["self", "task ref"]], result: "string", role: "read-only", implicit: true },
      get_progress: { params: [["self", "task ref"]], result: "float", role: "read-only", implicit: true },
      get_resident_on: { params: [["self", "task ref"]], result: "host ref", role: "read-only", implicit: true },
      get_status: { params: [["self", "task ref"]], result: "enum task_status_type", role: "read-only", implicit: true },
      get_finished: { params: [["self", "task ref"]], result: "datetime", role: "read-only", implicit: true },
      get_created: { params: [["self", "task ref"]], result: "datetime", role: "read-only", implicit: true },
      get_current_operations: { params: [["self", "task ref"]], result: "(string -> enum task_allowed_operations) map", role: "read-only", implicit: true },
      get_allowed_operations: { params: [["self", "task ref"]], result: "enum task_allowed_operations set", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "task ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "task ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "task ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "task ref set", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "task ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "task ref"]], result: "task record", role: "read-only", implicit: true },
    },
  },
  event: {
    fields: {
      snapshot: ["<class> record", "RO", "later"],
      id: ["int", "static"],
      timestamp: ["datetime", "static"],
      class: ["string", "static"],
      operation: ["enum event_operation", "static"],
      ref: ["string", "static"],
      obj_uuid: ["string", "static"],
    },
    messages: {
      inject: { params: [["class", "string"], ["ref", "string"]], result: "string", role: "read-only" },
      get_current_id: { params: [], result: "int", role: "read-only" },
      from: { params: [["classes", "string set"], ["token", "string"], ["timeout", "float"]], result: "an event batch", role: "read-only" },
      next: { params: [], result: "event record set", role: "read-only" },
      unregister: { params: [["classes", "string set"]], result: "void", role: "read-only" },
      register: { params: [["classes", "string set"]], result: "void", role: "read-only" },
    },
  },
  pool: {
    fields: {
      uuid: ["string", "RO"],
      name_label: ["string", "RW"],
      name_description: ["string", "RW"],
      master: ["host ref", "RO"],
      default_SR: ["SR ref", "RW"],
      suspend_image_SR: ["SR ref", "RW"],
      crash_dump_SR: ["SR ref", "RW"],
      other_config: ["(string -> string) map", "RW"],
      ha_enabled: ["bool", "RO"],
      ha_configuration: ["(string -> string) map", "RO"],
      ha_statefiles: ["string set", "RO"],
      ha_host_failures_to_tolerate: ["int", "RO"],
      ha_plan_exists_for: ["int", "RO"],
      ha_allow_overcommit: ["bool", "RW"],
      ha_overcommitted: ["bool", "RO"],
      blobs: ["(string -> blob ref) map", "RO"],
      tags: ["string set", "RW"],
      gui_config: ["(string -> string) map", "RW"],
      health_check_config: ["(string -> string) map", "RW", "later"],
      wlb_url: ["string", "RO"],
      wlb_username: ["string", "RO"],
      wlb_enabled: ["bool", "RW"],
      wlb_verify_cert: ["bool", "RW"],
      redo_log_enabled: ["bool", "RO"],
      redo_log_vdi: ["VDI ref", "RO"],
      vswitch_controller: ["string", "RO"],
      restrictions: ["(string -> string) map", "RO"],
      metadata_VDIs: ["VDI ref set", "RO", "later"],
      ha_cluster_stack: ["string", "RO", "later"],
      allowed_operations: ["enum pool_allowed_operations set", "RO"],
      current_operations: ["(string -> enum pool_allowed_operations) map", "RO"],
      guest_agent_config: ["(string -> string) map", "RO", "later"],
      cpu_info: ["(string -> string) map", "RO", "later"],
      policy_no_vendor_device: ["bool", "RW", "later"],
      live_patching_disabled: ["bool", "RW", "later"],
      igmp_snooping_enabled: ["bool", "RO", "later"],
      uefi_certificates: ["string", "static", "later"],
      custom_uefi_certificates: ["string", "static", "later"],
      is_psr_pending: ["bool", "RW", "later"],
      tls_verification_enabled: ["bool", "RO", "later"],
      repositories: ["Repository ref set", "RO", "later"],
      client_certificate_auth_enabled: ["bool", "RO", "later"],
      client_certificate_auth_name: ["string", "RO", "later"],
      repository_proxy_url: ["string", "RO", "later"],
      repository_proxy_username: ["string", "RO", "later"],
      repository_proxy_password: ["secret ref", "RO", "later"],
      migration_compression: ["bool", "RW", "later"],
      coordinator_bias: ["bool", "RW", "later"],
      local_auth_max_threads: ["int", "static", "later"],
      ext_auth_max_threads: ["int", "static", "later"],
      telemetry_uuid: ["secret ref", "RO", "later"],
      telemetry_frequency: ["enum telemetry_frequency", "RO", "later"],
      telemetry_next_collection: ["datetime", "RO", "later"],
      last_update_sync: ["datetime", "RO", "later"],
      update_sync_frequency: ["enum update_sync_frequency", "RO", "later"],
      update_sync_day: ["int", "RO", "later"],
      update_sync_enabled: ["bool", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(pool ref -> pool record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "pool ref set", role: "read-only", implicit: true },
      set_ext_auth_max_threads: { params: [["self", "pool ref"], ["value", "int"]], result: "void", role: "pool-operator" },
      set_local_auth_max_threads: { params: [["self", "pool ref"], ["value", "int"]], result: "void", role: "pool-operator" },
      set_update_sync_enabled: { params: [["self", "pool ref"], ["value", "bool"]], result: "void", role: "pool-operator" },
      configure_update_sync: { params: [["self", "pool ref"], ["update_sync_frequency", "enum update_sync_frequency"], ["update_sync_day", "int"]], result: "void", role: "pool-operator" },
      reset_telemetry_uuid: { params: [["self", "pool ref"]], result: "void", role: "pool-admin" },
      set_telemetry_next_collection: { params: [["self", "pool ref"], ["value", "datetime"]], result: "void", role: "pool-admin" },
      set_https_only: { params: [["self", "pool ref"], ["value", "bool"]], result: "void", role: "pool-operator" },
      set_custom_uefi_certificates: { params: [["self", "pool ref"], ["value", "string"]], result: "void", role: "pool-admin" },
      set_uefi_certificates: { params: [["self", "pool ref"], ["value", "string"]], result: "void", role: "pool-admin" },
      disable_repository_proxy: { params: [["self", "pool ref"]], result: "void", role: "pool-operator" },
      configure_repository_proxy: { params: [["self", "pool ref"], ["url", "string"], ["username", "string"], ["password", "string"]], result: "void", role: "pool-operator" },
      disable_client_certificate_auth: { params: [["self", "pool ref"]], result: "void", role: "pool-operator" },
      enable_client_certificate_auth: { params: [["self", "pool ref"], ["name", "string"]], result: "void", role: "pool-operator" },
      check_update_readiness: { params: [["self", "pool ref"], ["requires_reboot", "bool"]], result: "string set set", role: "pool-operator" },
      sync_updates: { params: [["self", "pool ref"], ["force", "bool"], ["token", "string"], ["token_id", "string"]], result: "string", role: "pool-operator" },
      remove_repository: { params: [["self", "pool ref"], ["value", "Repository ref"]], result: "void", role: "pool-operator" },
      add_repository: { params: [["self", "pool ref"], ["value", "Repository ref"]], result: "void", role: "pool-operator" },
      set_repositories: { params: [["self", "pool ref"], ["value", "Repository ref set"]], result: "void", role: "pool-operator" },
      rotate_secret: { params: [], result: "void", role: "pool-admin" },
      remove_from_guest_agent_config: { params: [["self", "pool ref"], ["key", "string"]], result: "void", role: "pool-admin" },
      add_to_guest_agent_config: { params: [["self", "pool ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-admin" },
      has_extension: { params: [["self", "pool ref"], ["name", "string"]], result: "bool", role: "pool-admin" },
      set_igmp_snooping_enabled: { params: [["self", "pool ref"], ["value", "bool"]], result: "void", role: "pool-operator" },
      disable_ssl_legacy: { params: [["self", "pool ref"]], result: "void", role: "pool-operator" },
      enable_ssl_legacy: { params: [["self", "pool ref"]], result: "void", role: "pool-operator" },
      apply_edition: { params: [["self", "pool ref"], ["edition", "string"]], result: "void", role: "pool-operator" },
      get_license_state: { params: [["self", "pool ref"]], result: "(string -> string) map", role: "read-only" },
      disable_local_storage_caching: { params: [["self", "pool ref"]], result: "void", role: "pool-operator" },
      enable_local_storage_caching: { params: [["self", "pool ref"]], result: "void", role: "pool-operator" },
      test_archive_target: { params: [["self", "pool ref"], ["config", "(string -> string) map"]], result: "string", role: "pool-operator" },
      set_vswitch_controller: { params: [["address", "string"]], result: "void", role: "pool-operator" },
      disable_redo_log: { params: [], result: "void", role: "pool-operator" },
      enable_redo_log: { params: [["sr", "SR ref"]], result: "void", role: "pool-operator" },
      enable_tls_verification: { params: [], result: "void", role: "pool-admin" },
      certificate_sync: { params: [], result: "void", role: "pool-operator" },
      crl_list: { params: [], result: "string set", role: "pool-operator" },
      crl_uninstall: { params: [["name", "string"]], result: "void", role: "pool-operator" },
      crl_install: { params: [["name", "string"], ["cert", "string"]], result: "void", role: "pool-operator" },
      uninstall_ca_certificate: { params: [["name", "string"]], result: "void", role: "pool-operator" },
      install_ca_certificate: { params: [["name", "string"], ["cert", "string"]], result: "void", role: "pool-operator" },
      certificate_list: { params: [], result: "string set", role: "pool-operator" },
      certificate_uninstall: { params: [["name", "string"]], result: "void", role: "pool-operator" },
      certificate_install: { params: [["name", "string"], ["cert", "string"]], result: "void", role: "pool-operator" },
      send_test_post: { params: [["host", "string"], ["port", "int"], ["body", "string"]], result: "string", role: "pool-admin" },
      retrieve_wlb_recommendations: { params: [], result: "(VM ref -> string set) map", role: "read-only" },
      retrieve_wlb_configuration: { params: [], result: "(string -> string) map", role: "read-only" },
      send_wlb_configuration: { params: [["config", "(string -> string) map"]], result: "void", role: "pool-operator" },
      deconfigure_wlb: { params: [], result: "void", role: "pool-operator" },
      initialize_wlb: { params: [["wlb_url", "string"], ["wlb_username", "string"], ["wlb_password", "string"], ["xenserver_username", "string"], ["xenserver_password", "string"]], result: "void", role: "pool-operator" },
      detect_nonhomogeneous_external_auth: { params: [["pool", "pool ref"]], result: "void", role: "pool-operator" },
      disable_external_auth: { params: [["pool", "pool ref"], ["config?", "(string -> string) map"]], result: "void", role: "pool-admin" },
      enable_external_auth: { params: [["pool", "pool ref"], ["config", "(string -> string) map"], ["service_name", "string"], ["auth_type", "string"]], result: "void", role: "pool-admin" },
      create_new_blob: { params: [["pool", "pool ref"], ["name", "string"], ["mime_type", "string"], ["public?", "bool"]], result: "blob ref", role: "pool-operator" },
      set_ha_host_failures_to_tolerate: { params: [["self", "pool ref"], ["value", "int"]], result: "void", role: "pool-operator" },
      ha_compute_vm_failover_plan: { params: [["failed_hosts", "host ref set"], ["failed_vms", "VM ref set"]], result: "(VM ref -> (string -> string) map) map", role: "pool-operator" },
      ha_compute_hypothetical_max_host_failures_to_tolerate: { params: [["configuration", "(VM ref -> string) map"]], result: "int", role: "read-only" },
      ha_compute_max_host_failures_to_tolerate: { params: [], result: "int", role: "pool-operator" },
      ha_failover_plan_exists: { params: [["n", "int"]], result: "bool", role: "pool-operator" },
      ha_prevent_restarts_for: { params: [["seconds", "int"]], result: "void", role: "pool-operator" },
      designate_new_master: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      sync_database: { params: [], result: "void", role: "pool-operator" },
      disable_ha: { params: [], result: "void", role: "pool-operator" },
      enable_ha: { params: [["heartbeat_srs", "SR ref set"], ["configuration", "(string -> string) map"]], result: "void", role: "pool-operator" },
      create_VLAN_from_PIF: { params: [["pif", "PIF ref"], ["network", "network ref"], ["VLAN", "int"]], result: "PIF ref set", role: "pool-operator" },
      management_reconfigure: { params: [["network", "network ref"]], result: "void", role: "pool-operator" },
      create_VLAN: { params: [["device", "string"], ["network", "network ref"], ["VLAN", "int"]], result: "PIF ref set", role: "pool-operator" },
      recover_slaves: { params: [], result: "host ref set", role: "pool-operator" },
      emergency_reset_master: { params: [["master_address", "string"]], result: "void", role: "pool-operator" },
      emergency_transition_to_master: { params: [], result: "void", role: "pool-operator" },
      eject: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      join_force: { params: [["master_address", "string"], ["master_username", "string"], ["master_password", "string"]], result: "void", role: "pool-operator" },
      join: { params: [["master_address", "string"], ["master_username", "string"], ["master_password", "string"]], result: "void", role: "pool-operator" },
      set_coordinator_bias: { params: [["self", "pool ref"], ["value", "bool"]], result: "void", role: "pool-operator", implicit: true },
      set_migration_compression: { params: [["self", "pool ref"], ["value", "bool"]], result: "void", role: "pool-operator", implicit: true },
      set_is_psr_pending: { params: [["self", "pool ref"], ["value", "bool"]], result: "void", role: "pool-operator", implicit: true },
      set_live_patching_disabled: { params: [["self", "pool ref"], ["value", "bool"]], result: "void", role: "pool-operator", implicit: true },
      set_policy_no_vendor_device: { params: [["self", "pool ref"], ["value", "bool"]], result: "void", role: "pool-operator", implicit: true },
      set_wlb_verify_cert: { params: [["self", "pool ref"], ["value", "bool"]], result: "void", role: "pool-operator", implicit: true },
      set_wlb_enabled: { params: [["self", "pool ref"], ["value", "bool"]], result: "void", role: "pool-operator", implicit: true },
      remove_from_health_check_config: { params: [["self", "pool ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_health_check_config: { params: [["self", "pool ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_health_check_config: { params: [["self", "pool ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      remove_from_gui_config: { params: [["self", "pool ref"], ["key", "string"]], result: "void", role: "vm-operator", implicit: true },
      add_to_gui_config: { params: [["self", "pool ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-operator", implicit: true },
      set_gui_config: { params: [["self", "pool ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-operator", implicit: true },
      remove_tags: { params: [["self", "pool ref"], ["value", "string"]], result: "void", role: "vm-operator", implicit: true },
      add_tags: { params: [["self", "pool ref"], ["value", "string"]], result: "void", role: "vm-operator", implicit: true },
      set_tags: { params: [["self", "pool ref"], ["value", "string set"]], result: "void", role: "vm-operator", implicit: true },
      set_ha_allow_overcommit: { params: [["self", "pool ref"], ["value", "bool"]], result: "void", role: "pool-operator", implicit: true },
      remove_from_other_config: { params: [["self", "pool ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "pool ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "pool ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      set_crash_dump_SR: { params: [["self", "pool ref"], ["value", "SR ref"]], result: "void", role: "pool-operator", implicit: true },
      set_suspend_image_SR: { params: [["self", "pool ref"], ["value", "SR ref"]], result: "void", role: "pool-operator", implicit: true },
      set_default_SR: { params: [["self", "pool ref"], ["value", "SR ref"]], result: "void", role: "pool-operator", implicit: true },
      set_name_description: { params: [["self", "pool ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_name_label: { params: [["self", "pool ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      get_update_sync_enabled: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_update_sync_day: { params: [["self", "pool ref"]], result: "int", role: "read-only", implicit: true },
      get_update_sync_frequency: { params: [["self", "pool ref"]], result: "enum update_sync_frequency", role: "read-only", implicit: true },
      get_last_update_sync: { params: [["self", "pool ref"]], result: "datetime", role: "read-only", implicit: true },
      get_telemetry_next_collection: { params: [["self", "pool ref"]], result: "datetime", role: "read-only", implicit: true },
      get_telemetry_frequency: { params: [["self", "pool ref"]], result: "enum telemetry_frequency", role: "read-only", implicit: true },
      get_telemetry_uuid: { params: [["self", "pool ref"]], result: "secret ref", role: "read-only", implicit: true },
      get_ext_auth_max_threads: { params: [["self", "pool ref"]], result: "int", role: "read-only", implicit: true },
      get_local_auth_max_threads: { params: [["self", "pool ref"]], result: "int", role: "read-only", implicit: true },
      get_coordinator_bias: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_migration_compression: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_repository_proxy_password: { params: [["self", "pool ref"]], result: "secret ref", role: "read-only", implicit: true },
      get_repository_proxy_username: { params: [["self", "pool ref"]], result: "string", role: "read-only", implicit: true },
      get_repository_proxy_url: { params: [["self", "pool ref"]], result: "string", role: "read-only", implicit: true },
      get_client_certificate_auth_name: { params: [["self", "pool ref"]], result: "string", role: "read-only", implicit: true },
      get_client_certificate_auth_enabled: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_repositories: { params: [["self", "pool ref"]], result: "Repository ref set", role: "read-only", implicit: true },
      get_tls_verification_enabled: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_is_psr_pending: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_custom_uefi_certificates: { params: [["self", "pool ref"]], result: "string", role: "read-only", implicit: true },
      get_uefi_certificates: { params: [["self", "pool ref"]], result: "string", role: "read-only", implicit: true },
      get_igmp_snooping_enabled: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_live_patching_disabled: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_policy_no_vendor_device: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_cpu_info: { params: [["self", "pool ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_guest_agent_config: { params: [["self", "pool ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_current_operations: { params: [["self", "pool ref"]], result: "(string -> enum pool_allowed_operations) map", role: "read-only", implicit: true },
      get_allowed_operations: { params: [["self", "pool ref"]], result: "enum pool_allowed_operations set", role: "read-only", implicit: true },
      get_ha_cluster_stack: { params: [["self", "pool ref"]], result: "string", role: "read-only", implicit: true },
      get_metadata_VDIs: { params: [["self", "pool ref"]], result: "VDI ref set", role: "read-only", implicit: true },
      get_restrictions: { params: [["self", "pool ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_vswitch_controller: { params: [["self", "pool ref"]], result: "string", role: "read-only", implicit: true },
      get_redo_log_vdi: { params: [["self", "pool ref"]], result: "VDI ref", role: "read-only", implicit: true },
      get_redo_log_enabled: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_wlb_verify_cert: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_wlb_enabled: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_wlb_username: { params: [["self", "pool ref"]], result: "string", role: "read-only", implicit: true },
      get_wlb_url: { params: [["self", "pool ref"]], result: "string", role: "read-only", implicit: true },
      get_health_check_config: { params: [["self", "pool ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_gui_config: { params: [["self", "pool ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_tags: { params: [["self", "pool ref"]], result: "string set", role: "read-only", implicit: true },
      get_blobs: { params: [["self", "pool ref"]], result: "(string -> blob ref) map", role: "read-only", implicit: true },
      get_ha_overcommitted: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_ha_allow_overcommit: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_ha_plan_exists_for: { params: [["self", "pool ref"]], result: "int", role: "read-only", implicit: true },
      get_ha_host_failures_to_tolerate: { params: [["self", "pool ref"]], result: "int", role: "read-only", implicit: true },
      get_ha_statefiles: { params: [["self", "pool ref"]], result: "string set", role: "read-only", implicit: true },
      get_ha_configuration: { params: [["self", "pool ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_ha_enabled: { params: [["self", "pool ref"]], result: "bool", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "pool ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_crash_dump_SR: { params: [["self", "pool ref"]], result: "SR ref", role: "read-only", implicit: true },
      get_suspend_image_SR: { params: [["self", "pool ref"]], result: "SR ref", role: "read-only", implicit: true },
      get_default_SR: { params: [["self", "pool ref"]], result: "SR ref", role: "read-only", implicit: true },
      get_master: { params: [["self", "pool ref"]], result: "host ref", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "pool ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "pool ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "pool ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "pool ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "pool ref"]], result: "pool record", role: "read-only", implicit: true },
    },
  },
  pool_patch: {
    fields: {
      uuid: ["string", "RO"],
      name_label: ["string", "static"],
      name_description: ["string", "static"],
      version: ["string", "static"],
      size: ["int", "RO"],
      pool_applied: ["bool", "RO"],
      host_patches: ["host_patch ref set", "RO"],
      after_apply_guidance: ["enum after_apply_guidance set", "RO"],
      pool_update: ["pool_update ref", "static", "later"],
      other_config: ["(string -> string) map", "RW"],
    },
    messages: {
      get_all_records: { params: [], result: "(pool_patch ref -> pool_patch record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "pool_patch ref set", role: "read-only", implicit: true },
      clean_on_host: { params: [["self", "pool_patch ref"], ["host", "host ref"]], result: "void", role: "pool-operator" },
      destroy: { params: [["self", "pool_patch ref"]], result: "void", role: "pool-operator" },
      pool_clean: { params: [["self", "pool_patch ref"]], result: "void", role: "pool-operator" },
      clean: { params: [["self", "pool_patch ref"]], result: "void", role: "pool-operator" },
      precheck: { params: [["self", "pool_patch ref"], ["host", "host ref"]], result: "string", role: "pool-operator" },
      pool_apply: { params: [["self", "pool_patch ref"]], result: "void", role: "pool-operator" },
      apply: { params: [["self", "pool_patch ref"], ["host", "host ref"]], result: "string", role: "pool-operator" },
      remove_from_other_config: { params: [["self", "pool_patch ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "pool_patch ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "pool_patch ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_other_config: { params: [["self", "pool_patch ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_pool_update: { params: [["self", "pool_patch ref"]], result: "pool_update ref", role: "read-only", implicit: true },
      get_after_apply_guidance: { params: [["self", "pool_patch ref"]], result: "enum after_apply_guidance set", role: "read-only", implicit: true },
      get_host_patches: { params: [["self", "pool_patch ref"]], result: "host_patch ref set", role: "read-only", implicit: true },
      get_pool_applied: { params: [["self", "pool_patch ref"]], result: "bool", role: "read-only", implicit: true },
      get_size: { params: [["self", "pool_patch ref"]], result: "int", role: "read-only", implicit: true },
      get_version: { params: [["self", "pool_patch ref"]], result: "string", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "pool_patch ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "pool_patch ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "pool_patch ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "pool_patch ref set", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "pool_patch ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "pool_patch ref"]], result: "pool_patch record", role: "read-only", implicit: true },
    },
  },
  pool_update: {
    fields: {
      uuid: ["string", "RO"],
      name_label: ["string", "static"],
      name_description: ["string", "static"],
      version: ["string", "static", "later"],
      installation_size: ["int", "static", "later"],
      key: ["string", "static", "later"],
      after_apply_guidance: ["enum update_after_apply_guidance set", "static", "later"],
      vdi: ["VDI ref", "static"],
      hosts: ["host ref set", "RO", "later"],
      other_config: ["(string -> string) map", "RW", "later"],
      enforce_homogeneity: ["bool", "static", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(pool_update ref -> pool_update record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "pool_update ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "pool_update ref"]], result: "void", role: "pool-operator" },
      pool_clean: { params: [["self", "pool_update ref"]], result: "void", role: "pool-operator" },
      pool_apply: { params: [["self", "pool_update ref"]], result: "void", role: "pool-operator" },
      apply: { params: [["self", "pool_update ref"], ["host", "host ref"]], result: "void", role: "pool-operator" },
      precheck: { params: [["self", "pool_update ref"], ["host", "host ref"]], result: "enum livepatch_status", role: "pool-operator" },
      introduce: { params: [["vdi", "VDI ref"]], result: "pool_update ref", role: "pool-operator" },
      remove_from_other_config: { params: [["self", "pool_update ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "pool_update ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "pool_update ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_enforce_homogeneity: { params: [["self", "pool_update ref"]], result: "bool", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "pool_update ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_hosts: { params: [["self", "pool_update ref"]], result: "host ref set", role: "read-only", implicit: true },
      get_vdi: { params: [["self", "pool_update ref"]], result: "VDI ref", role: "read-only", implicit: true },
      get_after_apply_guidance: { params: [["self", "pool_update ref"]], result: "enum update_after_apply_guidance set", role: "read-only", implicit: true },
      get_key: { params: [["self", "pool_update ref"]], result: "string", role: "read-only", implicit: true },
      get_installation_size: { params: [["self", "pool_update ref"]], result: "int", role: "read-only", implicit: true },
      get_version: { params: [["self", "pool_update ref"]], result: "string", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "pool_update ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "pool_update ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "pool_update ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "pool_update ref set", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "pool_update ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "pool_update ref"]], result: "pool_update record", role: "read-only", implicit: true },
    },
  },
  VM: {
    fields: {
      uuid: ["string", "RO"],
      allowed_operations: ["enum vm_operations set", "RO"],
      current_operations: ["(string -> enum vm_operations) map", "RO"],
      name_label: ["string", "RW"],
      name_description: ["string", "RW"],
      power_state: ["enum vm_power_state", "static"],
      user_version: ["int", "RW"],
      is_a_template: ["bool", "RW"],
      is_default_template: ["bool", "RO", "later"],
      suspend_VDI: ["VDI ref", "static"],
      resident_on: ["host ref", "RO"],
      scheduled_to_be_resident_on: ["host ref", "RO"],
      affinity: ["host ref", "RW"],
      memory_overhead: ["int", "RO"],
      memory_target: ["int", "static"],
      memory_static_max: ["int", "static"],
      memory_dynamic_max: ["int", "static"],
      memory_dynamic_min: ["int", "static"],
      memory_static_min: ["int", "static"],
      VCPUs_params: ["(string -> string) map", "RW"],
      VCPUs_max: ["int", "static"],
      VCPUs_at_startup: ["int", "static"],
      actions_after_softreboot: ["enum on_softreboot_behavior", "RW", "later"],
      actions_after_shutdown: ["enum on_normal_exit", "RW"],
      actions_after_reboot: ["enum on_normal_exit", "RW"],
      actions_after_crash: ["enum on_crash_behaviour", "static"],
      consoles: ["console ref set", "RO"],
      VIFs: ["VIF ref set", "RO"],
      VBDs: ["VBD ref set", "RO"],
      VUSBs: ["VUSB ref set", "RO"],
      crash_dumps: ["crashdump ref set", "RO"],
      VTPMs: ["VTPM ref set", "RO"],
      PV_bootloader: ["string", "RW"],
      PV_kernel: ["string", "RW"],
      PV_ramdisk: ["string", "RW"],
      PV_args: ["string", "RW"],
      PV_bootloader_args: ["string", "RW"],
      PV_legacy_args: ["string", "RW"],
      HVM_boot_policy: ["string", "static"],
      HVM_boot_params: ["(string -> string) map", "RW"],
      HVM_shadow_multiplier: ["float", "static"],
      platform: ["(string -> string) map", "RW"],
      PCI_bus: ["string", "RW"],
      other_config: ["(string -> string) map", "RW"],
      domid: ["int", "RO"],
      domarch: ["string", "RO"],
      last_boot_CPU_flags: ["(string -> string) map", "static"],
      is_control_domain: ["bool", "RO"],
      metrics: ["VM_metrics ref", "RO"],
      guest_metrics: ["VM_guest_metrics ref", "RO"],
      last_booted_record: ["string", "static"],
      recommendations: ["string", "RW"],
      xenstore_data: ["(string -> string) map", "RW"],
      ha_always_run: ["bool", "static"],
      ha_restart_priority: ["string", "static"],
      is_a_snapshot: ["bool", "RO"],
      snapshot_of: ["VM ref", "RO"],
      snapshots: ["VM ref set", "RO"],
      snapshot_time: ["datetime", "RO"],
      transportable_snapshot_id: ["string", "RO"],
      blobs: ["(string -> blob ref) map", "RO"],
      tags: ["string set", "RW"],
      blocked_operations: ["(enum vm_operations -> string) map", "RW"],
      snapshot_info: ["(string -> string) map", "RO"],
      snapshot_metadata: ["string", "RO"],
      parent: ["VM ref", "RO"],
      children: ["VM ref set", "RO"],
      bios_strings: ["(string -> string) map", "RO"],
      protection_policy: ["VMPP ref", "static", "later"],
      is_snapshot_from_vmpp: ["bool", "static", "later"],
      snapshot_schedule: ["VMSS ref", "static", "later"],
      is_vmss_snapshot: ["bool", "static", "later"],
      appliance: ["VM_appliance ref", "static"],
      start_delay: ["int", "static", "later"],
      shutdown_delay: ["int", "static", "later"],
      order: ["int", "static", "later"],
      VGPUs: ["VGPU ref set", "RO", "later"],
      attached_PCIs: ["PCI ref set", "RO", "later"],
      suspend_SR: ["SR ref", "RW", "later"],
      version: ["int", "static", "later"],
      generation_id: ["string", "static", "later"],
      hardware_platform_version: ["int", "RW", "later"],
      has_vendor_device: ["bool", "static", "later"],
      requires_reboot: ["bool", "RO", "later"],
      reference_label: ["string", "static", "later"],
      domain_type: ["enum domain_type", "static", "later"],
      NVRAM: ["(string -> string) map", "static", "later"],
      pending_guidances: ["enum update_guidances set", "RO", "later"],
      pending_guidances_recommended: ["enum update_guidances set", "RO", "later"],
      pending_guidances_full: ["enum update_guidances set", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(VM ref -> VM record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VM ref set", role: "read-only", implicit: true },
      restart_device_models: { params: [["self", "VM ref"]], result: "void", role: "vm-power-admin" },
      set_HVM_boot_policy: { params: [["self", "VM ref"], ["value", "string"]], result: "void", role: "vm-admin" },
      set_domain_type: { params: [["self", "VM ref"], ["value", "enum domain_type"]], result: "void", role: "vm-admin" },
      set_actions_after_crash: { params: [["self", "VM ref"], ["value", "enum on_crash_behaviour"]], result: "void", role: "vm-admin" },
      import: { params: [["url", "string"], ["sr", "SR ref"], ["full_restore", "bool"], ["force", "bool"]], result: "VM ref set", role: "pool-operator" },
      set_has_vendor_device: { params: [["self", "VM ref"], ["value", "bool"]], result: "void", role: "vm-admin" },
      call_plugin: { params: [["vm", "VM ref"], ["plugin", "string"], ["fn", "string"], ["args", "(string -> string) map"]], result: "string", role: "vm-operator" },
      query_services: { params: [["self", "VM ref"]], result: "(string -> string) map", role: "pool-admin" },
      set_appliance: { params: [["self", "VM ref"], ["value", "VM_appliance ref"]], result: "void", role: "pool-operator" },
      import_convert: { params: [["type", "string"], ["username", "string"], ["password", "string"], ["sr", "SR ref"], ["remote_config", "(string -> string) map"]], result: "void", role: "vm-admin" },
      recover: { params: [["self", "VM ref"], ["session_to", "session ref"], ["force", "bool"]], result: "void", role: "read-only" },
      get_SRs_required_for_recovery: { params: [["self", "VM ref"], ["session_to", "session ref"]], result: "SR ref set", role: "read-only" },
      assert_can_be_recovered: { params: [["self", "VM ref"], ["session_to", "session ref"]], result: "void", role: "read-only" },
      set_suspend_VDI: { params: [["self", "VM ref"], ["value", "VDI ref"]], result: "void", role: "pool-operator" },
      set_order: { params: [["self", "VM ref"], ["value", "int"]], result: "void", role: "pool-operator" },
      set_shutdown_delay: { params: [["self", "VM ref"], ["value", "int"]], result: "void", role: "pool-operator" },
      set_start_delay: { params: [["self", "VM ref"], ["value", "int"]], result: "void", role: "pool-operator" },
      set_snapshot_schedule: { params: [["self", "VM ref"], ["value", "VMSS ref"]], result: "void", role: "pool-operator" },
      set_protection_policy: { params: [["self", "VM ref"], ["value", "VMPP ref"]], result: "void", role: "pool-operator" },
      copy_bios_strings: { params: [["vm", "VM ref"], ["host", "host ref"]], result: "void", role: "vm-admin" },
      set_bios_strings: { params: [["self", "VM ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin" },
      retrieve_wlb_recommendations: { params: [["vm", "VM ref"]], result: "(host ref -> string set) map", role: "read-only" },
      assert_agile: { params: [["self", "VM ref"]], result: "void", role: "read-only" },
      create_new_blob: { params: [["vm", "VM ref"], ["name", "string"], ["mime_type", "string"], ["public?", "bool"]], result: "blob ref", role: "vm-power-admin" },
      assert_can_boot_here: { params: [["self", "VM ref"], ["host", "host ref"]], result: "void", role: "read-only" },
      get_possible_hosts: { params: [["vm", "VM ref"]], result: "host ref set", role: "read-only" },
      get_allowed_VIF_devices: { params: [["vm", "VM ref"]], result: "string set", role: "read-only" },
      get_allowed_VBD_devices: { params: [["vm", "VM ref"]], result: "string set", role: "read-only" },
      update_allowed_operations: { params: [["self", "VM ref"]], result: "void", role: "pool-admin" },
      assert_operation_valid: { params: [["self", "VM ref"], ["op", "enum vm_operations"]], result: "void", role: "read-only" },
      forget_data_source_archives: { params: [["self", "VM ref"], ["data_source", "string"]], result: "void", role: "vm-admin" },
      query_data_source: { params: [["self", "VM ref"], ["data_source", "string"]], result: "float", role: "read-only" },
      record_data_source: { params: [["self", "VM ref"], ["data_source", "string"]], result: "void", role: "vm-admin" },
      get_data_sources: { params: [["self", "VM ref"]], result: "data_source record set", role: "read-only" },
      get_boot_record: { params: [["self", "VM ref"]], result: "VM record", role: "read-only" },
      assert_can_migrate: { params: [["vm", "VM ref"], ["dest", "(string -> string) map"], ["live", "bool"], ["vdi_map", "(VDI ref -> SR ref) map"], ["vif_map", "(VIF ref -> network ref) map"], ["options", "(string -> string) map"], ["vgpu_map?", "(VGPU ref -> GPU_group ref) map"]], result: "void", role: "vm-power-admin" },
      migrate_send: { params: [["vm", "VM ref"], ["dest", "(string -> string) map"], ["live", "bool"], ["vdi_map", "(VDI ref -> SR ref) map"], ["vif_map", "(VIF ref -> network ref) map"], ["options", "(string -> string) map"], ["vgpu_map", "(VGPU ref -> GPU_group ref) map"]], result: "VM ref", role: "vm-power-admin" },
      maximise_memory: { params: [["self", "VM ref"], ["total", "int"], ["approximate", "bool"]], result: "int", role: "read-only" },
      send_trigger: { params: [["vm", "VM ref"], ["trigger", "string"]], result: "void", role: "pool-admin" },
      send_sysrq: { params: [["vm", "VM ref"], ["key", "string"]], result: "void", role: "pool-admin" },
      set_VCPUs_at_startup: { params: [["self", "VM ref"], ["value", "int"]], result: "void", role: "vm-admin" },
      set_VCPUs_max: { params: [["self", "VM ref"], ["value", "int"]], result: "void", role: "vm-admin" },
      set_shadow_multiplier_live: { params: [["self", "VM ref"], ["multiplier", "float"]], result: "void", role: "vm-power-admin" },
      set_HVM_shadow_multiplier: { params: [["self", "VM ref"], ["value", "float"]], result: "void", role: "vm-power-admin" },
      get_cooperative: { params: [["self", "VM ref"]], result: "bool", role: "read-only" },
      wait_memory_target_live: { params: [["self", "VM ref"]], result: "void", role: "read-only" },
      set_memory_target_live: { params: [["self", "VM ref"], ["target", "int"]], result: "void", role: "vm-power-admin" },
      set_memory: { params: [["self", "VM ref"], ["value", "int"]], result: "void", role: "vm-power-admin" },
      set_memory_limits: { params: [["self", "VM ref"], ["static_min", "int"], ["static_max", "int"], ["dynamic_min", "int"], ["dynamic_max", "int"]], result: "void", role: "vm-power-admin" },
      set_memory_static_range: { params: [["self", "VM ref"], ["min", "int"], ["max", "int"]], result: "void", role: "vm-power-admin" },
      set_memory_static_min: { params: [["self", "VM ref"], ["value", "int"]], result: "void", role: "vm-power-admin" },
      set_memory_static_max: { params: [["self", "VM ref"], ["value", "int"]], result: "void", role: "vm-power-admin" },
      set_memory_dynamic_range: { params: [["self", "VM ref"], ["min", "int"], ["max", "int"]], result: "void", role: "vm-power-admin" },
      set_memory_dynamic_min: { params: [["self", "VM ref"], ["value", "int"]], result: "void", role: "vm-power-admin" },
      set_memory_dynamic_max: { params: [["self", "VM ref"], ["value", "int"]], result: "void", role: "vm-power-admin" },
      compute_memory_overhead: { params: [["vm", "VM ref"]], result: "int", role: "read-only" },
      set_ha_always_run: { params: [["self", "VM ref"], ["value", "bool"]], result: "void", role: "pool-operator" },
      set_ha_restart_priority: { params: [["self", "VM ref"], ["value", "string"]], result: "void", role: "pool-operator" },
      remove_from_NVRAM: { params: [["self", "VM ref"], ["key", "string"]], result: "void", role: "vm-admin" },
      add_to_NVRAM: { params: [["self", "VM ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin" },
      set_NVRAM: { params: [["self", "VM ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin" },
      add_to_VCPUs_params_live: { params: [["self", "VM ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin" },
      set_VCPUs_number_live: { params: [["self", "VM ref"], ["nvcpu", "int"]], result: "void", role: "vm-admin" },
      pool_migrate: { params: [["vm", "VM ref"], ["host", "host ref"], ["options", "(string -> string) map"]], result: "void", role: "vm-power-admin" },
      resume_on: { params: [["vm", "VM ref"], ["host", "host ref"], ["start_paused", "bool"], ["force", "bool"]], result: "void", role: "vm-power-admin" },
      resume: { params: [["vm", "VM ref"], ["start_paused", "bool"], ["force", "bool"]], result: "void", role: "vm-operator" },
      suspend: { params: [["vm", "VM ref"]], result: "void", role: "vm-operator" },
      hard_reboot: { params: [["vm", "VM ref"]], result: "void", role: "vm-operator" },
      power_state_reset: { params: [["vm", "VM ref"]], result: "void", role: "pool-operator" },
      hard_shutdown: { params: [["vm", "VM ref"]], result: "void", role: "vm-operator" },
      clean_reboot: { params: [["vm", "VM ref"]], result: "void", role: "vm-operator" },
      shutdown: { params: [["vm", "VM ref"]], result: "void", role: "vm-operator" },
      clean_shutdown: { params: [["vm", "VM ref"]], result: "void", role: "vm-operator" },
      unpause: { params: [["vm", "VM ref"]], result: "void", role: "vm-operator" },
      pause: { params: [["vm", "VM ref"]], result: "void", role: "vm-operator" },
      start_on: { params: [["vm", "VM ref"], ["host", "host ref"], ["start_paused", "bool"], ["force", "bool"]], result: "void", role: "vm-power-admin" },
      start: { params: [["vm", "VM ref"], ["start_paused", "bool"], ["force", "bool"]], result: "void", role: "vm-operator" },
      provision: { params: [["vm", "VM ref"]], result: "void", role: "vm-admin" },
      checkpoint: { params: [["vm", "VM ref"], ["new_name", "string"]], result: "VM ref", role: "vm-power-admin" },
      revert: { params: [["snapshot", "VM ref"]], result: "void", role: "vm-power-admin" },
      copy: { params: [["vm", "VM ref"], ["new_name", "string"], ["sr", "SR ref"]], result: "VM ref", role: "vm-admin" },
      clone: { params: [["vm", "VM ref"], ["new_name", "string"]], result: "VM ref", role: "vm-admin" },
      snapshot_with_quiesce: { params: [["vm", "VM ref"], ["new_name", "string"]], result: "VM ref", role: "vm-power-admin" },
      snapshot: { params: [["vm", "VM ref"], ["new_name", "string"], ["ignore_vdis?", "VDI ref set"]], result: "VM ref", role: "vm-power-admin" },
      set_hardware_platform_version: { params: [["self", "VM ref"], ["value", "int"]], result: "void", role: "vm-admin", implicit: true },
      set_suspend_SR: { params: [["self", "VM ref"], ["value", "SR ref"]], result: "void", role: "vm-admin", implicit: true },
      remove_from_blocked_operations: { params: [["self", "VM ref"], ["key", "enum vm_operations"]], result: "void", role: "vm-admin", implicit: true },
      add_to_blocked_operations: { params: [["self", "VM ref"], ["key", "enum vm_operations"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_blocked_operations: { params: [["self", "VM ref"], ["value", "(enum vm_operations -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      remove_tags: { params: [["self", "VM ref"], ["value", "string"]], result: "void", role: "vm-operator", implicit: true },
      add_tags: { params: [["self", "VM ref"], ["value", "string"]], result: "void", role: "vm-operator", implicit: true },
      set_tags: { params: [["self", "VM ref"], ["value", "string set"]], result: "void", role: "vm-operator", implicit: true },
      remove_from_xenstore_data: { params: [["self", "VM ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_xenstore_data: { params: [["self", "VM ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_xenstore_data: { params: [["self", "VM ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      set_recommendations: { params: [["self", "VM ref"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      remove_from_other_config: { params: [["self", "VM ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_other_config: { params: [["self", "VM ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_other_config: { params: [["self", "VM ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      set_PCI_bus: { params: [["self", "VM ref"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      remove_from_platform: { params: [["self", "VM ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_platform: { params: [["self", "VM ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_platform: { params: [["self", "VM ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      remove_from_HVM_boot_params: { params: [["self", "VM ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_HVM_boot_params: { params: [["self", "VM ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_HVM_boot_params: { params: [["self", "VM ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      set_PV_legacy_args: { params: [["self", "VM ref"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_PV_bootloader_args: { params: [["self", "VM ref"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_PV_args: { params: [["self", "VM ref"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_PV_ramdisk: { params: [["self", "VM ref"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_PV_kernel: { params: [["self", "VM ref"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_PV_bootloader: { params: [["self", "VM ref"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_actions_after_reboot: { params: [["self", "VM ref"], ["value", "enum on_normal_exit"]], result: "void", role: "vm-admin", implicit: true },
      set_actions_after_shutdown: { params: [["self", "VM ref"], ["value", "enum on_normal_exit"]], result: "void", role: "vm-admin", implicit: true },
      set_actions_after_softreboot: { params: [["self", "VM ref"], ["value", "enum on_softreboot_behavior"]], result: "void", role: "vm-admin", implicit: true },
      remove_from_VCPUs_params: { params: [["self", "VM ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_VCPUs_params: { params: [["self", "VM ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_VCPUs_params: { params: [["self", "VM ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      set_affinity: { params: [["self", "VM ref"], ["value", "host ref"]], result: "void", role: "vm-power-admin", implicit: true },
      set_is_a_template: { params: [["self", "VM ref"], ["value", "bool"]], result: "void", role: "vm-admin", implicit: true },
      set_user_version: { params: [["self", "VM ref"], ["value", "int"]], result: "void", role: "vm-admin", implicit: true },
      set_name_description: { params: [["self", "VM ref"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_name_label: { params: [["self", "VM ref"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      get_pending_guidances_full: { params: [["self", "VM ref"]], result: "enum update_guidances set", role: "read-only", implicit: true },
      get_pending_guidances_recommended: { params: [["self", "VM ref"]], result: "enum update_guidances set", role: "read-only", implicit: true },
      get_pending_guidances: { params: [["self", "VM ref"]], result: "enum update_guidances set", role: "read-only", implicit: true },
      get_NVRAM: { params: [["self", "VM ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_domain_type: { params: [["self", "VM ref"]], result: "enum domain_type", role: "read-only", implicit: true },
      get_reference_label: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_requires_reboot: { params: [["self", "VM ref"]], result: "bool", role: "read-only", implicit: true },
      get_has_vendor_device: { params: [["self", "VM ref"]], result: "bool", role: "read-only", implicit: true },
      get_hardware_platform_version: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_generation_id: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_version: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_suspend_SR: { params: [["self", "VM ref"]], result: "SR ref", role: "read-only", implicit: true },
      get_attached_PCIs: { params: [["self", "VM ref"]], result: "PCI ref set", role: "read-only", implicit: true },
      get_VGPUs: { params: [["self", "VM ref"]], result: "VGPU ref set", role: "read-only", implicit: true },
      get_order: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_shutdown_delay: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_start_delay: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_appliance: { params: [["self", "VM ref"]], result: "VM_appliance ref", role: "read-only", implicit: true },
      get_is_vmss_snapshot: { params: [["self", "VM ref"]], result: "bool", role: "read-only", implicit: true },
      get_snapshot_schedule: { params: [["self", "VM ref"]], result: "VMSS ref", role: "read-only", implicit: true },
      get_is_snapshot_from_vmpp: { params: [["self", "VM ref"]], result: "bool", role: "read-only", implicit: true },
      get_protection_policy: { params: [["self", "VM ref"]], result: "VMPP ref", role: "read-only", implicit: true },
      get_bios_strings: { params: [["self", "VM ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_children: { params: [["self", "VM ref"]], result: "VM ref set", role: "read-only", implicit: true },
      get_parent: { params: [["self", "VM ref"]], result: "VM ref", role: "read-only", implicit: true },
      get_snapshot_metadata: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_snapshot_info: { params: [["self", "VM ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_blocked_operations: { params: [["self", "VM ref"]], result: "(enum vm_operations -> string) map", role: "read-only", implicit: true },
      get_tags: { params: [["self", "VM ref"]], result: "string set", role: "read-only", implicit: true },
      get_blobs: { params: [["self", "VM ref"]], result: "(string -> blob ref) map", role: "read-only", implicit: true },
      get_transportable_snapshot_id: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_snapshot_time: { params: [["self", "VM ref"]], result: "datetime", role: "read-only", implicit: true },
      get_snapshots: { params: [["self", "VM ref"]], result: "VM ref set", role: "read-only", implicit: true },
      get_snapshot_of: { params: [["self", "VM ref"]], result: "VM ref", role: "read-only", implicit: true },
      get_is_a_snapshot: { params: [["self", "VM ref"]], result: "bool", role: "read-only", implicit: true },
      get_ha_restart_priority: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_ha_always_run: { params: [["self", "VM ref"]], result: "bool", role: "read-only", implicit: true },
      get_xenstore_data: { params: [["self", "VM ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_recommendations: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_last_booted_record: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_guest_metrics: { params: [["self", "VM ref"]], result: "VM_guest_metrics ref", role: "read-only", implicit: true },
      get_metrics: { params: [["self", "VM ref"]], result: "VM_metrics ref", role: "read-only", implicit: true },
      get_is_control_domain: { params: [["self", "VM ref"]], result: "bool", role: "read-only", implicit: true },
      get_last_boot_CPU_flags: { params: [["self", "VM ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_domarch: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_domid: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "VM ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_PCI_bus: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_platform: { params: [["self", "VM ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_HVM_shadow_multiplier: { params: [["self", "VM ref"]], result: "float", role: "read-only", implicit: true },
      get_HVM_boot_params: { params: [["self", "VM ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_HVM_boot_policy: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_PV_legacy_args: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_PV_bootloader_args: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_PV_args: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_PV_ramdisk: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_PV_kernel: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_PV_bootloader: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_VTPMs: { params: [["self", "VM ref"]], result: "VTPM ref set", role: "read-only", implicit: true },
      get_crash_dumps: { params: [["self", "VM ref"]], result: "crashdump ref set", role: "read-only", implicit: true },
      get_VUSBs: { params: [["self", "VM ref"]], result: "VUSB ref set", role: "read-only", implicit: true },
      get_VBDs: { params: [["self", "VM ref"]], result: "VBD ref set", role: "read-only", implicit: true },
      get_VIFs: { params: [["self", "VM ref"]], result: "VIF ref set", role: "read-only", implicit: true },
      get_consoles: { params: [["self", "VM ref"]], result: "console ref set", role: "read-only", implicit: true },
      get_actions_after_crash: { params: [["self", "VM ref"]], result: "enum on_crash_behaviour", role: "read-only", implicit: true },
      get_actions_after_reboot: { params: [["self", "VM ref"]], result: "enum on_normal_exit", role: "read-only", implicit: true },
      get_actions_after_shutdown: { params: [["self", "VM ref"]], result: "enum on_normal_exit", role: "read-only", implicit: true },
      get_actions_after_softreboot: { params: [["self", "VM ref"]], result: "enum on_softreboot_behavior", role: "read-only", implicit: true },
      get_VCPUs_at_startup: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_VCPUs_max: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_VCPUs_params: { params: [["self", "VM ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_memory_static_min: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_memory_dynamic_min: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_memory_dynamic_max: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_memory_static_max: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_memory_target: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_memory_overhead: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_affinity: { params: [["self", "VM ref"]], result: "host ref", role: "read-only", implicit: true },
      get_scheduled_to_be_resident_on: { params: [["self", "VM ref"]], result: "host ref", role: "read-only", implicit: true },
      get_resident_on: { params: [["self", "VM ref"]], result: "host ref", role: "read-only", implicit: true },
      get_suspend_VDI: { params: [["self", "VM ref"]], result: "VDI ref", role: "read-only", implicit: true },
      get_is_default_template: { params: [["self", "VM ref"]], result: "bool", role: "read-only", implicit: true },
      get_is_a_template: { params: [["self", "VM ref"]], result: "bool", role: "read-only", implicit: true },
      get_user_version: { params: [["self", "VM ref"]], result: "int", role: "read-only", implicit: true },
      get_power_state: { params: [["self", "VM ref"]], result: "enum vm_power_state", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_current_operations: { params: [["self", "VM ref"]], result: "(string -> enum vm_operations) map", role: "read-only", implicit: true },
      get_allowed_operations: { params: [["self", "VM ref"]], result: "enum vm_operations set", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VM ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "VM ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "VM ref"]], result: "void", role: "vm-admin", implicit: true },
      create: { params: [["args", "VM record"]], result: "VM ref", role: "vm-admin", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VM ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VM ref"]], result: "VM record", role: "read-only", implicit: true },
    },
  },
  VM_metrics: {
    fields: {
      uuid: ["string", "RO"],
      memory_actual: ["int", "RO"],
      VCPUs_number: ["int", "RO"],
      VCPUs_utilisation: ["(int -> float) map", "RO"],
      VCPUs_CPU: ["(int -> int) map", "RO"],
      VCPUs_params: ["(string -> string) map", "RO"],
      VCPUs_flags: ["(int -> string set) map", "RO"],
      state: ["string set", "RO"],
      start_time: ["datetime", "RO"],
      install_time: ["datetime", "RO"],
      last_updated: ["datetime", "RO"],
      other_config: ["(string -> string) map", "RW"],
      hvm: ["bool", "RO", "later"],
      nested_virt: ["bool", "RO", "later"],
      nomigrate: ["bool", "RO", "later"],
      current_domain_type: ["enum domain_type", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(VM_metrics ref -> VM_metrics record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VM_metrics ref set", role: "read-only", implicit: true },
      remove_from_other_config: { params: [["self", "VM_metrics ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_other_config: { params: [["self", "VM_metrics ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_other_config: { params: [["self", "VM_metrics ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      get_current_domain_type: { params: [["self", "VM_metrics ref"]], result: "enum domain_type", role: "read-only", implicit: true },
      get_nomigrate: { params: [["self", "VM_metrics ref"]], result: "bool", role: "read-only", implicit: true },
      get_nested_virt: { params: [["self", "VM_metrics ref"]], result: "bool", role: "read-only", implicit: true },
      get_hvm: { params: [["self", "VM_metrics ref"]], result: "bool", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "VM_metrics ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_last_updated: { params: [["self", "VM_metrics ref"]], result: "datetime", role: "read-only", implicit: true },
      get_install_time: { params: [["self", "VM_metrics ref"]], result: "datetime", role: "read-only", implicit: true },
      get_start_time: { params: [["self", "VM_metrics ref"]], result: "datetime", role: "read-only", implicit: true },
      get_state: { params: [["self", "VM_metrics ref"]], result: "string set", role: "read-only", implicit: true },
      get_VCPUs_flags: { params: [["self", "VM_metrics ref"]], result: "(int -> string set) map", role: "read-only", implicit: true },
      get_VCPUs_params: { params: [["self", "VM_metrics ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_VCPUs_CPU: { params: [["self", "VM_metrics ref"]], result: "(int -> int) map", role: "read-only", implicit: true },
      get_VCPUs_utilisation: { params: [["self", "VM_metrics ref"]], result: "(int -> float) map", role: "read-only", implicit: true },
      get_VCPUs_number: { params: [["self", "VM_metrics ref"]], result: "int", role: "read-only", implicit: true },
      get_memory_actual: { params: [["self", "VM_metrics ref"]], result: "int", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VM_metrics ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VM_metrics ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VM_metrics ref"]], result: "VM_metrics record", role: "read-only", implicit: true },
    },
  },
  VM_guest_metrics: {
    fields: {
      uuid: ["string", "RO"],
      os_version: ["(string -> string) map", "RO"],
      PV_drivers_version: ["(string -> string) map", "RO"],
      PV_drivers_up_to_date: ["bool", "RO"],
      memory: ["(string -> string) map", "RO"],
      disks: ["(string -> string) map", "RO"],
      networks: ["(string -> string) map", "RO"],
      other: ["(string -> string) map", "RO"],
      last_updated: ["datetime", "RO"],
      other_config: ["(string -> string) map", "RW"],
      live: ["bool", "RO"],
      can_use_hotplug_vbd: ["enum tristate_type", "RO", "later"],
      can_use_hotplug_vif: ["enum tristate_type", "RO", "later"],
      PV_drivers_detected: ["bool", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(VM_guest_metrics ref -> VM_guest_metrics record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VM_guest_metrics ref set", role: "read-only", implicit: true },
      remove_from_other_config: { params: [["self", "VM_guest_metrics ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_other_config: { params: [["self", "VM_guest_metrics ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_other_config: { params: [["self", "VM_guest_metrics ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      get_PV_drivers_detected: { params: [["self", "VM_guest_metrics ref"]], result: "bool", role: "read-only", implicit: true },
      get_can_use_hotplug_vif: { params: [["self", "VM_guest_metrics ref"]], result: "enum tristate_type", role: "read-only", implicit: true },
      get_can_use_hotplug_vbd: { params: [["self", "VM_guest_metrics ref"]], result: "enum tristate_type", role: "read-only", implicit: true },
      get_live: { params: [["self", "VM_guest_metrics ref"]], result: "bool", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "VM_guest_metrics ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_last_updated: { params: [["self", "VM_guest_metrics ref"]], result: "datetime", role: "read-only", implicit: true },
      get_other: { params: [["self", "VM_guest_metrics ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_networks: { params: [["self", "VM_guest_metrics ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_disks: { params: [["self", "VM_guest_metrics ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_memory: { params: [["self", "VM_guest_metrics ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_PV_drivers_up_to_date: { params: [["self", "VM_guest_metrics ref"]], result: "bool", role: "read-only", implicit: true },
      get_PV_drivers_version: { params: [["self", "VM_guest_metrics ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_os_version: { params: [["self", "VM_guest_metrics ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VM_guest_metrics ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VM_guest_metrics ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VM_guest_metrics ref"]], result: "VM_guest_metrics record", role: "read-only", implicit: true },
    },
  },
  VMPP: {
    fields: {
      uuid: ["string", "RO", "later"],
      name_label: ["string", "RW"],
      name_description: ["string", "RW"],
      is_policy_enabled: ["bool", "RW", "later"],
      backup_type: ["enum vmpp_backup_type", "RW", "later"],
      backup_retention_value: ["int", "static", "later"],
      backup_frequency: ["enum vmpp_backup_frequency", "static", "later"],
      backup_schedule: ["(string -> string) map", "static", "later"],
      is_backup_running: ["bool", "RO", "later"],
      backup_last_run_time: ["datetime", "RO", "later"],
      archive_target_type: ["enum vmpp_archive_target_type", "static", "later"],
      archive_target_config: ["(string -> string) map", "static", "later"],
      archive_frequency: ["enum vmpp_archive_frequency", "static", "later"],
      archive_schedule: ["(string -> string) map", "static", "later"],
      is_archive_running: ["bool", "RO", "later"],
      archive_last_run_time: ["datetime", "RO", "later"],
      VMs: ["VM ref set", "RO", "later"],
      is_alarm_enabled: ["bool", "static", "later"],
      alarm_config: ["(string -> string) map", "static", "later"],
      recent_alerts: ["string set", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(VMPP ref -> VMPP record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VMPP ref set", role: "read-only", implicit: true },
      set_archive_last_run_time: { params: [["self", "VMPP ref"], ["value", "datetime"]], result: "void", role: "local-root" },
      set_backup_last_run_time: { params: [["self", "VMPP ref"], ["value", "datetime"]], result: "void", role: "local-root" },
      remove_from_alarm_config: { params: [["self", "VMPP ref"], ["key", "string"]], result: "void", role: "pool-operator" },
      remove_from_archive_schedule: { params: [["self", "VMPP ref"], ["key", "string"]], result: "void", role: "pool-operator" },
      remove_from_archive_target_config: { params: [["self", "VMPP ref"], ["key", "string"]], result: "void", role: "pool-operator" },
      remove_from_backup_schedule: { params: [["self", "VMPP ref"], ["key", "string"]], result: "void", role: "pool-operator" },
      add_to_alarm_config: { params: [["self", "VMPP ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator" },
      add_to_archive_schedule: { params: [["self", "VMPP ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator" },
      add_to_archive_target_config: { params: [["self", "VMPP ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator" },
      add_to_backup_schedule: { params: [["self", "VMPP ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator" },
      set_alarm_config: { params: [["self", "VMPP ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator" },
      set_is_alarm_enabled: { params: [["self", "VMPP ref"], ["value", "bool"]], result: "void", role: "pool-operator" },
      set_archive_target_config: { params: [["self", "VMPP ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator" },
      set_archive_target_type: { params: [["self", "VMPP ref"], ["value", "enum vmpp_archive_target_type"]], result: "void", role: "pool-operator" },
      set_archive_schedule: { params: [["self", "VMPP ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator" },
      set_archive_frequency: { params: [["self", "VMPP ref"], ["value", "enum vmpp_archive_frequency"]], result: "void", role: "pool-operator" },
      set_backup_schedule: { params: [["self", "VMPP ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator" },
      set_backup_frequency: { params: [["self", "VMPP ref"], ["value", "enum vmpp_backup_frequency"]], result: "void", role: "pool-operator" },
      set_backup_retention_value: { params: [["self", "VMPP ref"], ["value", "int"]], result: "void", role: "pool-operator" },
      get_alerts: { params: [["vmpp", "VMPP ref"], ["hours_from_now", "int"]], result: "string set", role: "pool-operator" },
      archive_now: { params: [["snapshot", "VM ref"]], result: "string", role: "vm-power-admin" },
      protect_now: { params: [["vmpp", "VMPP ref"]], result: "string", role: "pool-operator" },
      set_backup_type: { params: [["self", "VMPP ref"], ["value", "enum vmpp_backup_type"]], result: "void", role: "pool-operator", implicit: true },
      set_is_policy_enabled: { params: [["self", "VMPP ref"], ["value", "bool"]], result: "void", role: "pool-operator", implicit: true },
      set_name_description: { params: [["self", "VMPP ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_name_label: { params: [["self", "VMPP ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      get_recent_alerts: { params: [["self", "VMPP ref"]], result: "string set", role: "read-only", implicit: true },
      get_alarm_config: { params: [["self", "VMPP ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_is_alarm_enabled: { params: [["self", "VMPP ref"]], result: "bool", role: "read-only", implicit: true },
      get_VMs: { params: [["self", "VMPP ref"]], result: "VM ref set", role: "read-only", implicit: true },
      get_archive_last_run_time: { params: [["self", "VMPP ref"]], result: "datetime", role: "read-only", implicit: true },
      get_is_archive_running: { params: [["self", "VMPP ref"]], result: "bool", role: "read-only", implicit: true },
      get_archive_schedule: { params: [["self", "VMPP ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_archive_frequency: { params: [["self", "VMPP ref"]], result: "enum vmpp_archive_frequency", role: "read-only", implicit: true },
      get_archive_target_config: { params: [["self", "VMPP ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_archive_target_type: { params: [["self", "VMPP ref"]], result: "enum vmpp_archive_target_type", role: "read-only", implicit: true },
      get_backup_last_run_time: { params: [["self", "VMPP ref"]], result: "datetime", role: "read-only", implicit: true },
      get_is_backup_running: { params: [["self", "VMPP ref"]], result: "bool", role: "read-only", implicit: true },
      get_backup_schedule: { params: [["self", "VMPP ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_backup_frequency: { params: [["self", "VMPP ref"]], result: "enum vmpp_backup_frequency", role: "read-only", implicit: true },
      get_backup_retention_value: { params: [["self", "VMPP ref"]], result: "int", role: "read-only", implicit: true },
      get_backup_type: { params: [["self", "VMPP ref"]], result: "enum vmpp_backup_type", role: "read-only", implicit: true },
      get_is_policy_enabled: { params: [["self", "VMPP ref"]], result: "bool", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "VMPP ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "VMPP ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VMPP ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "VMPP ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "VMPP ref"]], result: "void", role: "pool-operator", implicit: true },
      create: { params: [["args", "VMPP record"]], result: "VMPP ref", role: "pool-operator", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VMPP ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VMPP ref"]], result: "VMPP record", role: "read-only", implicit: true },
    },
  },
  VMSS: {
    fields: {
      uuid: ["string", "RO"],
      name_label: ["string", "RW"],
      name_description: ["string", "RW"],
      enabled: ["bool", "RW"],
      type: ["enum vmss_type", "static"],
      retained_snapshots: ["int", "static"],
      frequency: ["enum vmss_frequency", "static"],
      schedule: ["(string -> string) map", "static"],
      last_run_time: ["datetime", "RO"],
      VMs: ["VM ref set", "RO"],
    },
    messages: {
      get_all_records: { params: [], result: "(VMSS ref -> VMSS record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VMSS ref set", role: "read-only", implicit: true },
      set_type: { params: [["self", "VMSS ref"], ["value", "enum vmss_type"]], result: "void", role: "pool-operator" },
      set_last_run_time: { params: [["self", "VMSS ref"], ["value", "datetime"]], result: "void", role: "local-root" },
      remove_from_schedule: { params: [["self", "VMSS ref"], ["key", "string"]], result: "void", role: "pool-operator" },
      add_to_schedule: { params: [["self", "VMSS ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator" },
      set_schedule: { params: [["self", "VMSS ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator" },
      set_frequency: { params: [["self", "VMSS ref"], ["value", "enum vmss_frequency"]], result: "void", role: "pool-operator" },
      set_retained_snapshots: { params: [["self", "VMSS ref"], ["value", "int"]], result: "void", role: "pool-operator" },
      snapshot_now: { params: [["vmss", "VMSS ref"]], result: "string", role: "pool-operator" },
      set_enabled: { params: [["self", "VMSS ref"], ["value", "bool"]], result: "void", role: "pool-operator", implicit: true },
      set_name_description: { params: [["self", "VMSS ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_name_label: { params: [["self", "VMSS ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      get_VMs: { params: [["self", "VMSS ref"]], result: "VM ref set", role: "read-only", implicit: true },
      get_last_run_time: { params: [["self", "VMSS ref"]], result: "datetime", role: "read-only", implicit: true },
      get_schedule: { params: [["self", "VMSS ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_frequency: { params: [["self", "VMSS ref"]], result: "enum vmss_frequency", role: "read-only", implicit: true },
      get_retained_snapshots: { params: [["self", "VMSS ref"]], result: "int", role: "read-only", implicit: true },
      get_type: { params: [["self", "VMSS ref"]], result: "enum vmss_type", role: "read-only", implicit: true },
      get_enabled: { params: [["self", "VMSS ref"]], result: "bool", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "VMSS ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "VMSS ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VMSS ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "VMSS ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "VMSS ref"]], result: "void", role: "pool-operator", implicit: true },
      create: { params: [["args", "VMSS record"]], result: "VMSS ref", role: "pool-operator", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VMSS ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VMSS ref"]], result: "VMSS record", role: "read-only", implicit: true },
    },
  },
  VM_appliance: {
    fields: {
      uuid: ["string", "RO"],
      name_label: ["string", "RW"],
      name_description: ["string", "RW"],
      allowed_operations: ["enum vm_appliance_operation set", "RO"],
      current_operations: ["(string -> enum vm_appliance_operation) map", "RO"],
      VMs: ["VM ref set", "RO"],
    },
    messages: {
      get_all_records: { params: [], result: "(VM_appliance ref -> VM_appliance record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VM_appliance ref set", role: "read-only", implicit: true },
      recover: { params: [["self", "VM_appliance ref"], ["session_to", "session ref"], ["force", "bool"]], result: "void", role: "read-only" },
      get_SRs_required_for_recovery: { params: [["self", "VM_appliance ref"], ["session_to", "session ref"]], result: "SR ref set", role: "read-only" },
      assert_can_be_recovered: { params: [["self", "VM_appliance ref"], ["session_to", "session ref"]], result: "void", role: "read-only" },
      shutdown: { params: [["self", "VM_appliance ref"]], result: "void", role: "pool-operator" },
      hard_shutdown: { params: [["self", "VM_appliance ref"]], result: "void", role: "pool-operator" },
      clean_shutdown: { params: [["self", "VM_appliance ref"]], result: "void", role: "pool-operator" },
      start: { params: [["self", "VM_appliance ref"], ["paused", "bool"]], result: "void", role: "pool-operator" },
      set_name_description: { params: [["self", "VM_appliance ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_name_label: { params: [["self", "VM_appliance ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      get_VMs: { params: [["self", "VM_appliance ref"]], result: "VM ref set", role: "read-only", implicit: true },
      get_current_operations: { params: [["self", "VM_appliance ref"]], result: "(string -> enum vm_appliance_operation) map", role: "read-only", implicit: true },
      get_allowed_operations: { params: [["self", "VM_appliance ref"]], result: "enum vm_appliance_operation set", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "VM_appliance ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "VM_appliance ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VM_appliance ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "VM_appliance ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "VM_appliance ref"]], result: "void", role: "pool-operator", implicit: true },
      create: { params: [["args", "VM_appliance record"]], result: "VM_appliance ref", role: "pool-operator", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VM_appliance ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VM_appliance ref"]], result: "VM_appliance record", role: "read-only", implicit: true },
    },
  },
  DR_task: {
    fields: {
      uuid: ["string", "RO"],
      introduced_SRs: ["SR ref set", "RO"],
    },
    messages: {
      get_all_records: { params: [], result: "(DR_task ref -> DR_task record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "DR_task ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "DR_task ref"]], result: "void", role: "pool-operator" },
      create: { params: [["type", "string"], ["device_config", "(string -> string) map"], ["whitelist", "string set"]], result: "DR_task ref", role: "pool-operator" },
      get_introduced_SRs: { params: [["self", "DR_task ref"]], result: "SR ref set", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "DR_task ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "DR_task ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "DR_task ref"]], result: "DR_task record", role: "read-only", implicit: true },
    },
  },
  host: {
    fields: {
      uuid: ["string", "RO"],
      name_label: ["string", "RW"],
      name_description: ["string", "RW"],
      memory_overhead: ["int", "RO"],
      allowed_operations: ["enum host_allowed_operations set", "RO"],
      current_operations: ["(string -> enum host_allowed_operations) map", "RO"],
      API_version_major: ["int", "RO"],
      API_version_minor: ["int", "RO"],
      API_version_vendor: ["string", "RO"],
      API_version_vendor_implementation: ["(string -> string) map", "RO"],
      enabled: ["bool", "RO"],
      software_version: ["(string -> string) map", "static"],
      other_config: ["(string -> string) map", "RW"],
      capabilities: ["string set", "static"],
      cpu_configuration: ["(string -> string) map", "RO"],
      sched_policy: ["string", "RO"],
      supported_bootloaders: ["string set", "RO"],
      resident_VMs: ["VM ref set", "RO"],
      logging: ["(string -> string) map", "RW"],
      PIFs: ["PIF ref set", "RO"],
      suspend_image_sr: ["SR ref", "RW"],
      crash_dump_sr: ["SR ref", "RW"],
      crashdumps: ["host_crashdump ref set", "RO"],
      patches: ["host_patch ref set", "RO"],
      updates: ["pool_update ref set", "RO", "later"],
      PBDs: ["PBD ref set", "RO"],
      host_CPUs: ["host_cpu ref set", "RO"],
      cpu_info: ["(string -> string) map", "RO"],
      hostname: ["string", "RW"],
      address: ["string", "RW"],
      metrics: ["host_metrics ref", "RO"],
      license_params: ["(string -> string) map", "RO"],
      ha_statefiles: ["string set", "RO"],
      ha_network_peers: ["string set", "RO"],
      blobs: ["(string -> blob ref) map", "RO"],
      tags: ["string set", "RW"],
      external_auth_type: ["string", "RO"],
      external_auth_service_name: ["string", "RO"],
      external_auth_configuration: ["(string -> string) map", "RO"],
      edition: ["string", "RO"],
      license_server: ["(string -> string) map", "RW"],
      bios_strings: ["(string -> string) map", "RO"],
      power_on_mode: ["string", "RO"],
      power_on_config: ["(string -> string) map", "RO"],
      local_cache_sr: ["SR ref", "static", "later"],
      chipset_info: ["(string -> string) map", "RO", "later"],
      PCIs: ["PCI ref set", "RO", "later"],
      PGPUs: ["PGPU ref set", "RO", "later"],
      PUSBs: ["PUSB ref set", "RO", "later"],
      ssl_legacy: ["bool", "static", "later"],
      guest_VCPUs_params: ["(string -> string) map", "RW", "later"],
      display: ["enum host_display", "RW", "later"],
      virtual_hardware_platform_versions: ["int set", "RO", "later"],
      control_domain: ["VM ref", "RO", "later"],
      updates_requiring_reboot: ["pool_update ref set", "RO", "later"],
      features: ["Feature ref set", "RO", "later"],
      iscsi_iqn: ["string", "static", "later"],
      multipathing: ["bool", "static", "later"],
      uefi_certificates: ["string", "static", "later"],
      certificates: ["Certificate ref set", "RO", "later"],
      editions: ["string set", "RO", "later"],
      pending_guidances: ["enum update_guidances set", "RO", "later"],
      tls_verification_enabled: ["bool", "RO", "later"],
      last_software_update: ["datetime", "RO", "later"],
      https_only: ["bool", "RO", "later"],
      latest_synced_updates_applied: ["enum latest_synced_updates_applied_state", "RO", "later"],
      numa_affinity_policy: ["enum host_numa_affinity_policy", "RO", "later"],
      pending_guidances_recommended: ["enum update_guidances set", "RO", "later"],
      pending_guidances_full: ["enum update_guidances set", "RO", "later"],
      last_update_hash: ["string", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(host ref -> host record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "host ref set", role: "read-only", implicit: true },
      emergency_clear_mandatory_guidance: { params: [], result: "void", role: "local-root" },
      apply_recommended_guidances: { params: [["self", "host ref"]], result: "void", role: "pool-operator" },
      set_https_only: { params: [["self", "host ref"], ["value", "bool"]], result: "void", role: "pool-operator" },
      apply_updates: { params: [["self", "host ref"], ["hash", "string"]], result: "string set set", role: "pool-operator" },
      emergency_reenable_tls_verification: { params: [], result: "void", role: "local-root" },
      emergency_disable_tls_verification: { params: [], result: "void", role: "local-root" },
      set_numa_affinity_policy: { params: [["self", "host ref"], ["value", "enum host_numa_affinity_policy"]], result: "void", role: "pool-admin" },
      get_sched_gran: { params: [["self", "host ref"]], result: "enum host_sched_gran", role: "local-root" },
      set_sched_gran: { params: [["self", "host ref"], ["value", "enum host_sched_gran"]], result: "void", role: "local-root" },
      set_uefi_certificates: { params: [["host", "host ref"], ["value", "string"]], result: "void", role: "local-root" },
      set_multipathing: { params: [["host", "host ref"], ["value", "bool"]], result: "void", role: "pool-operator" },
      set_iscsi_iqn: { params: [["host", "host ref"], ["value", "string"]], result: "void", role: "pool-operator" },
      set_ssl_legacy: { params: [["self", "host ref"], ["value", "bool"]], result: "void", role: "pool-operator" },
      disable_display: { params: [["host", "host ref"]], result: "enum host_display", role: "pool-operator" },
      enable_display: { params: [["host", "host ref"]], result: "enum host_display", role: "pool-operator" },
      declare_dead: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      migrate_receive: { params: [["host", "host ref"], ["network", "network ref"], ["options", "(string -> string) map"]], result: "(string -> string) map", role: "vm-power-admin" },
      disable_local_storage_caching: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      enable_local_storage_caching: { params: [["host", "host ref"], ["sr", "SR ref"]], result: "void", role: "pool-operator" },
      reset_cpu_features: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      set_cpu_features: { params: [["host", "host ref"], ["features", "string"]], result: "void", role: "pool-operator" },
      set_power_on_mode: { params: [["self", "host ref"], ["power_on_mode", "string"], ["power_on_config", "(string -> string) map"]], result: "void", role: "pool-operator" },
      refresh_pack_info: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      apply_edition: { params: [["host", "host ref"], ["edition", "string"], ["force?", "bool"]], result: "void", role: "pool-operator" },
      reset_server_certificate: { params: [["host", "host ref"]], result: "void", role: "pool-admin" },
      emergency_reset_server_certificate: { params: [], result: "void", role: "local-root" },
      install_server_certificate: { params: [["host", "host ref"], ["certificate", "string"], ["private_key", "string"], ["certificate_chain?", "string"]], result: "void", role: "pool-admin" },
      refresh_server_certificate: { params: [["host", "host ref"]], result: "void", role: "pool-admin" },
      get_server_certificate: { params: [["host", "host ref"]], result: "string", role: "read-only" },
      retrieve_wlb_evacuate_recommendations: { params: [["self", "host ref"]], result: "(VM ref -> string set) map", role: "read-only" },
      disable_external_auth: { params: [["host", "host ref"], ["config", "(string -> string) map"]], result: "void", role: "pool-admin" },
      enable_external_auth: { params: [["host", "host ref"], ["config", "(string -> string) map"], ["service_name", "string"], ["auth_type", "string"]], result: "void", role: "pool-admin" },
      get_server_localtime: { params: [["host", "host ref"]], result: "datetime", role: "read-only" },
      get_servertime: { params: [["host", "host ref"]], result: "datetime", role: "read-only" },
      call_extension: { params: [["host", "host ref"], ["call", "string"]], result: "string", role: "pool-admin" },
      has_extension: { params: [["host", "host ref"], ["name", "string"]], result: "bool", role: "pool-admin" },
      call_plugin: { params: [["host", "host ref"], ["plugin", "string"], ["fn", "string"], ["args", "(string -> string) map"]], result: "string", role: "pool-admin" },
      create_new_blob: { params: [["host", "host ref"], ["name", "string"], ["mime_type", "string"], ["public?", "bool"]], result: "blob ref", role: "pool-operator" },
      backup_rrds: { params: [["host", "host ref"], ["delay", "float"]], result: "void", role: "pool-admin" },
      sync_data: { params: [["host", "host ref"]], result: "void", role: "pool-admin" },
      compute_memory_overhead: { params: [["host", "host ref"]], result: "int", role: "read-only" },
      compute_free_memory: { params: [["host", "host ref"]], result: "int", role: "read-only" },
      set_hostname_live: { params: [["host", "host ref"], ["hostname", "string"]], result: "void", role: "pool-operator" },
      shutdown_agent: { params: [], result: "void", role: "pool-operator" },
      restart_agent: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      get_system_status_capabilities: { params: [["host", "host ref"]], result: "string", role: "read-only" },
      get_management_interface: { params: [["host", "host ref"]], result: "PIF ref", role: "pool-operator" },
      management_disable: { params: [], result: "void", role: "pool-operator" },
      local_management_reconfigure: { params: [["interface", "string"]], result: "void", role: "pool-operator" },
      management_reconfigure: { params: [["pif", "PIF ref"]], result: "void", role: "pool-operator" },
      syslog_reconfigure: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      evacuate: { params: [["host", "host ref"], ["network?", "network ref"], ["evacuate_batch_size?", "int"]], result: "void", role: "pool-operator" },
      get_uncooperative_resident_VMs: { params: [["self", "host ref"]], result: "VM ref set", role: "read-only" },
      get_vms_which_prevent_evacuation: { params: [["self", "host ref"]], result: "(VM ref -> string set) map", role: "read-only" },
      assert_can_evacuate: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      forget_data_source_archives: { params: [["host", "host ref"], ["data_source", "string"]], result: "void", role: "pool-operator" },
      query_data_source: { params: [["host", "host ref"], ["data_source", "string"]], result: "float", role: "read-only" },
      record_data_source: { params: [["host", "host ref"], ["data_source", "string"]], result: "void", role: "pool-operator" },
      get_data_sources: { params: [["host", "host ref"]], result: "data_source record set", role: "read-only" },
      emergency_ha_disable: { params: [["soft?", "bool"]], result: "void", role: "pool-operator" },
      power_on: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      destroy: { params: [["self", "host ref"]], result: "void", role: "pool-operator" },
      license_remove: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      license_add: { params: [["host", "host ref"], ["contents", "string"]], result: "void", role: "pool-operator" },
      license_apply: { params: [["host", "host ref"], ["contents", "string"]], result: "void", role: "pool-operator" },
      list_methods: { params: [], result: "string set", role: "read-only" },
      bugreport_upload: { params: [["host", "host ref"], ["url", "string"], ["options", "(string -> string) map"]], result: "void", role: "pool-operator" },
      send_debug_keys: { params: [["host", "host ref"], ["keys", "string"]], result: "void", role: "pool-admin" },
      get_log: { params: [["host", "host ref"]], result: "string", role: "read-only" },
      dmesg_clear: { params: [["host", "host ref"]], result: "string", role: "pool-operator" },
      dmesg: { params: [["host", "host ref"]], result: "string", role: "pool-operator" },
      reboot: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      shutdown: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      enable: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      disable: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      set_display: { params: [["self", "host ref"], ["value", "enum host_display"]], result: "void", role: "pool-operator", implicit: true },
      remove_from_guest_VCPUs_params: { params: [["self", "host ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_guest_VCPUs_params: { params: [["self", "host ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_guest_VCPUs_params: { params: [["self", "host ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      remove_from_license_server: { params: [["self", "host ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_license_server: { params: [["self", "host ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_license_server: { params: [["self", "host ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      remove_tags: { params: [["self", "host ref"], ["value", "string"]], result: "void", role: "vm-operator", implicit: true },
      add_tags: { params: [["self", "host ref"], ["value", "string"]], result: "void", role: "vm-operator", implicit: true },
      set_tags: { params: [["self", "host ref"], ["value", "string set"]], result: "void", role: "vm-operator", implicit: true },
      set_address: { params: [["self", "host ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_hostname: { params: [["self", "host ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_crash_dump_sr: { params: [["self", "host ref"], ["value", "SR ref"]], result: "void", role: "pool-operator", implicit: true },
      set_suspend_image_sr: { params: [["self", "host ref"], ["value", "SR ref"]], result: "void", role: "pool-operator", implicit: true },
      remove_from_logging: { params: [["self", "host ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_logging: { params: [["self", "host ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_logging: { params: [["self", "host ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      remove_from_other_config: { params: [["self", "host ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "host ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "host ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      set_name_description: { params: [["self", "host ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_name_label: { params: [["self", "host ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      get_last_update_hash: { params: [["self", "host ref"]], result: "string", role: "read-only", implicit: true },
      get_pending_guidances_full: { params: [["self", "host ref"]], result: "enum update_guidances set", role: "read-only", implicit: true },
      get_pending_guidances_recommended: { params: [["self", "host ref"]], result: "enum update_guidances set", role: "read-only", implicit: true },
      get_numa_affinity_policy: { params: [["self", "host ref"]], result: "enum host_numa_affinity_policy", role: "read-only", implicit: true },
      get_latest_synced_updates_applied: { params: [["self", "host ref"]], result: "enum latest_synced_updates_applied_state", role: "read-only", implicit: true },
      get_https_only: { params: [["self", "host ref"]], result: "bool", role: "read-only", implicit: true },
      get_last_software_update: { params: [["self", "host ref"]], result: "datetime", role: "read-only", implicit: true },
      get_tls_verification_enabled: { params: [["self", "host ref"]], result: "bool", role: "read-only", implicit: true },
      get_pending_guidances: { params: [["self", "host ref"]], result: "enum update_guidances set", role: "read-only", implicit: true },
      get_editions: { params: [["self", "host ref"]], result: "string set", role: "read-only", implicit: true },
      get_certificates: { params: [["self", "host ref"]], result: "Certificate ref set", role: "read-only", implicit: true },
      get_uefi_certificates: { params: [["self", "host ref"]], result: "string", role: "read-only", implicit: true },
      get_multipathing: { params: [["self", "host ref"]], result: "bool", role: "read-only", implicit: true },
      get_iscsi_iqn: { params: [["self", "host ref"]], result: "string", role: "read-only", implicit: true },
      get_features: { params: [["self", "host ref"]], result: "Feature ref set", role: "read-only", implicit: true },
      get_updates_requiring_reboot: { params: [["self", "host ref"]], result: "pool_update ref set", role: "read-only", implicit: true },
      get_control_domain: { params: [["self", "host ref"]], result: "VM ref", role: "read-only", implicit: true },
      get_virtual_hardware_platform_versions: { params: [["self", "host ref"]], result: "int set", role: "read-only", implicit: true },
      get_display: { params: [["self", "host ref"]], result: "enum host_display", role: "read-only", implicit: true },
      get_guest_VCPUs_params: { params: [["self", "host ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_ssl_legacy: { params: [["self", "host ref"]], result: "bool", role: "read-only", implicit: true },
      get_PUSBs: { params: [["self", "host ref"]], result: "PUSB ref set", role: "read-only", implicit: true },
      get_PGPUs: { params: [["self", "host ref"]], result: "PGPU ref set", role: "read-only", implicit: true },
      get_PCIs: { params: [["self", "host ref"]], result: "PCI ref set", role: "read-only", implicit: true },
      get_chipset_info: { params: [["self", "host ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_local_cache_sr: { params: [["self", "host ref"]], result: "SR ref", role: "read-only", implicit: true },
      get_power_on_config: { params: [["self", "host ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_power_on_mode: { params: [["self", "host ref"]], result: "string", role: "read-only", implicit: true },
      get_bios_strings: { params: [["self", "host ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_license_server: { params: [["self", "host ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_edition: { params: [["self", "host ref"]], result: "string", role: "read-only", implicit: true },
      get_external_auth_configuration: { params: [["self", "host ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_external_auth_service_name: { params: [["self", "host ref"]], result: "string", role: "read-only", implicit: true },
      get_external_auth_type: { params: [["self", "host ref"]], result: "string", role: "read-only", implicit: true },
      get_tags: { params: [["self", "host ref"]], result: "string set", role: "read-only", implicit: true },
      get_blobs: { params: [["self", "host ref"]], result: "(string -> blob ref) map", role: "read-only", implicit: true },
      get_ha_network_peers: { params: [["self", "host ref"]], result: "string set", role: "read-only", implicit: true },
      get_ha_statefiles: { params: [["self", "host ref"]], result: "string set", role: "read-only", implicit: true },
      get_license_params: { params: [["self", "host ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_metrics: { params: [["self", "host ref"]], result: "host_metrics ref", role: "read-only", implicit: true },
      get_address: { params: [["self", "host ref"]], result: "string", role: "read-only", implicit: true },
      get_hostname: { params: [["self", "host ref"]], result: "string", role: "read-only", implicit: true },
      get_cpu_info: { params: [["self", "host ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_host_CPUs: { params: [["self", "host ref"]], result: "host_cpu ref set", role: "read-only", implicit: true },
      get_PBDs: { params: [["self", "host ref"]], result: "PBD ref set", role: "read-only", implicit: true },
      get_updates: { params: [["self", "host ref"]], result: "pool_update ref set", role: "read-only", implicit: true },
      get_patches: { params: [["self", "host ref"]], result: "host_patch ref set", role: "read-only", implicit: true },
      get_crashdumps: { params: [["self", "host ref"]], result: "host_crashdump ref set", role: "read-only", implicit: true },
      get_crash_dump_sr: { params: [["self", "host ref"]], result: "SR ref", role: "read-only", implicit: true },
      get_suspend_image_sr: { params: [["self", "host ref"]], result: "SR ref", role: "read-only", implicit: true },
      get_PIFs: { params: [["self", "host ref"]], result: "PIF ref set", role: "read-only", implicit: true },
      get_logging: { params: [["self", "host ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_resident_VMs: { params: [["self", "host ref"]], result: "VM ref set", role: "read-only", implicit: true },
      get_supported_bootloaders: { params: [["self", "host ref"]], result: "string set", role: "read-only", implicit: true },
      get_sched_policy: { params: [["self", "host ref"]], result: "string", role: "read-only", implicit: true },
      get_cpu_configuration: { params: [["self", "host ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_capabilities: { params: [["self", "host ref"]], result: "string set", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "host ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_software_version: { params: [["self", "host ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_enabled: { params: [["self", "host ref"]], result: "bool", role: "read-only", implicit: true },
      get_API_version_vendor_implementation: { params: [["self", "host ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_API_version_vendor: { params: [["self", "host ref"]], result: "string", role: "read-only", implicit: true },
      get_API_version_minor: { params: [["self", "host ref"]], result: "int", role: "read-only", implicit: true },
      get_API_version_major: { params: [["self", "host ref"]], result: "int", role: "read-only", implicit: true },
      get_current_operations: { params: [["self", "host ref"]], result: "(string -> enum host_allowed_operations) map", role: "read-only", implicit: true },
      get_allowed_operations: { params: [["self", "host ref"]], result: "enum host_allowed_operations set", role: "read-only", implicit: true },
      get_memory_overhead: { params: [["self", "host ref"]], result: "int", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "host ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "host ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "host ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "host ref set", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "host ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "host ref"]], result: "host record", role: "read-only", implicit: true },
    },
  },
  host_crashdump: {
    fields: {
      uuid: ["string", "RO"],
      host: ["host ref", "static"],
      timestamp: ["datetime", "RO"],
      size: ["int", "RO"],
      other_config: ["(string -> string) map", "RW"],
    },
    messages: {
      get_all_records: { params: [], result: "(host_crashdump ref -> host_crashdump record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "host_crashdump ref set", role: "read-only", implicit: true },
      upload: { params: [["self", "host_crashdump ref"], ["url", "string"], ["options", "(string -> string) map"]], result: "void", role: "pool-operator" },
      destroy: { params: [["self", "host_crashdump ref"]], result: "void", role: "pool-operator" },
      remove_from_other_config: { params: [["self", "host_crashdump ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "host_crashdump ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "host_crashdump ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_other_config: { params: [["self", "host_crashdump ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_size: { params: [["self", "host_crashdump ref"]], result: "int", role: "read-only", implicit: true },
      get_timestamp: { params: [["self", "host_crashdump ref"]], result: "datetime", role: "read-only", implicit: true },
      get_host: { params: [["self", "host_crashdump ref"]], result: "host ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "host_crashdump ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "host_crashdump ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "host_crashdump ref"]], result: "host_crashdump record", role: "read-only", implicit: true },
    },
  },
  host_patch: {
    fields: {
      uuid: ["string", "RO"],
      name_label: ["string", "static"],
      name_description: ["string", "static"],
      version: ["string", "static"],
      host: ["host ref", "static"],
      applied: ["bool", "RO"],
      timestamp_applied: ["datetime", "RO"],
      size: ["int", "RO"],
      pool_patch: ["pool_patch ref", "static"],
      other_config: ["(string -> string) map", "RW"],
    },
    messages: {
      get_all_records: { params: [], result: "(host_patch ref -> host_patch record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "host_patch ref set", role: "read-only", implicit: true },
      apply: { params: [["self", "host_patch ref"]], result: "string", role: "pool-operator" },
      destroy: { params: [["self", "host_patch ref"]], result: "void", role: "pool-operator" },
      remove_from_other_config: { params: [["self", "host_patch ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "host_patch ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "host_patch ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_other_config: { params: [["self", "host_patch ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_pool_patch: { params: [["self", "host_patch ref"]], result: "pool_patch ref", role: "read-only", implicit: true },
      get_size: { params: [["self", "host_patch ref"]], result: "int", role: "read-only", implicit: true },
      get_timestamp_applied: { params: [["self", "host_patch ref"]], result: "datetime", role: "read-only", implicit: true },
      get_applied: { params: [["self", "host_patch ref"]], result: "bool", role: "read-only", implicit: true },
      get_host: { params: [["self", "host_patch ref"]], result: "host ref", role: "read-only", implicit: true },
      get_version: { params: [["self", "host_patch ref"]], result: "string", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "host_patch ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "host_patch ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "host_patch ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "host_patch ref set", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "host_patch ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "host_patch ref"]], result: "host_patch record", role: "read-only", implicit: true },
    },
  },
  host_metrics: {
    fields: {
      uuid: ["string", "RO"],
      memory_total: ["int", "RO"],
      memory_free: ["int", "RO"],
      live: ["bool", "RO"],
      last_updated: ["datetime", "RO"],
      other_config: ["(string -> string) map", "RW"],
    },
    messages: {
      get_all_records: { params: [], result: "(host_metrics ref -> host_metrics record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "host_metrics ref set", role: "read-only", implicit: true },
      remove_from_other_config: { params: [["self", "host_metrics ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "host_metrics ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "host_metrics ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_other_config: { params: [["self", "host_metrics ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_last_updated: { params: [["self", "host_metrics ref"]], result: "datetime", role: "read-only", implicit: true },
      get_live: { params: [["self", "host_metrics ref"]], result: "bool", role: "read-only", implicit: true },
      get_memory_free: { params: [["self", "host_metrics ref"]], result: "int", role: "read-only", implicit: true },
      get_memory_total: { params: [["self", "host_metrics ref"]], result: "int", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "host_metrics ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "host_metrics ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "host_metrics ref"]], result: "host_metrics record", role: "read-only", implicit: true },
    },
  },
  host_cpu: {
    fields: {
      uuid: ["string", "RO"],
      host: ["host ref", "RO"],
      number: ["int", "RO"],
      vendor: ["string", "RO"],
      speed: ["int", "RO"],
      modelname: ["string", "RO"],
      family: ["int", "RO"],
      model: ["int", "RO"],
      stepping: ["string", "RO"],
      flags: ["string", "RO"],
      features: ["string", "RO"],
      utilisation: ["float", "RO"],
      other_config: ["(string -> string) map", "RW"],
    },
    messages: {
      get_all_records: { params: [], result: "(host_cpu ref -> host_cpu record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "host_cpu ref set", role: "read-only", implicit: true },
      remove_from_other_config: { params: [["self", "host_cpu ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "host_cpu ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "host_cpu ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_other_config: { params: [["self", "host_cpu ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_utilisation: { params: [["self", "host_cpu ref"]], result: "float", role: "read-only", implicit: true },
      get_features: { params: [["self", "host_cpu ref"]], result: "string", role: "read-only", implicit: true },
      get_flags: { params: [["self", "host_cpu ref"]], result: "string", role: "read-only", implicit: true },
      get_stepping: { params: [["self", "host_cpu ref"]], result: "string", role: "read-only", implicit: true },
      get_model: { params: [["self", "host_cpu ref"]], result: "int", role: "read-only", implicit: true },
      get_family: { params: [["self", "host_cpu ref"]], result: "int", role: "read-only", implicit: true },
      get_modelname: { params: [["self", "host_cpu ref"]], result: "string", role: "read-only", implicit: true },
      get_speed: { params: [["self", "host_cpu ref"]], result: "int", role: "read-only", implicit: true },
      get_vendor: { params: [["self", "host_cpu ref"]], result: "string", role: "read-only", implicit: true },
      get_number: { params: [["self", "host_cpu ref"]], result: "int", role: "read-only", implicit: true },
      get_host: { params: [["self", "host_cpu ref"]], result: "host ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "host_cpu ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "host_cpu ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "host_cpu ref"]], result: "host_cpu record", role: "read-only", implicit: true },
    },
  },
  network: {
    fields: {
      uuid: ["string", "RO"],
      name_label: ["string", "RW"],
      name_description: ["string", "RW"],
      allowed_operations: ["enum network_operations set", "RO"],
      current_operations: ["(string -> enum network_operations) map", "RO"],
      VIFs: ["VIF ref set", "RO"],
      PIFs: ["PIF ref set", "RO"],
      MTU: ["int", "RW"],
      other_config: ["(string -> string) map", "RW"],
      bridge: ["string", "static"],
      managed: ["bool", "static", "later"],
      blobs: ["(string -> blob ref) map", "RO"],
      tags: ["string set", "RW"],
      default_locking_mode: ["enum network_default_locking_mode", "RO", "later"],
      assigned_ips: ["(VIF ref -> string) map", "RO", "later"],
      purpose: ["enum network_purpose set", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(network ref -> network record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "network ref set", role: "read-only", implicit: true },
      remove_purpose: { params: [["self", "network ref"], ["value", "enum network_purpose"]], result: "void", role: "pool-admin" },
      add_purpose: { params: [["self", "network ref"], ["value", "enum network_purpose"]], result: "void", role: "pool-admin" },
      set_default_locking_mode: { params: [["network", "network ref"], ["value", "enum network_default_locking_mode"]], result: "void", role: "pool-operator" },
      create_new_blob: { params: [["network", "network ref"], ["name", "string"], ["mime_type", "string"], ["public?", "bool"]], result: "blob ref", role: "pool-operator" },
      remove_tags: { params: [["self", "network ref"], ["value", "string"]], result: "void", role: "vm-operator", implicit: true },
      add_tags: { params: [["self", "network ref"], ["value", "string"]], result: "void", role: "vm-operator", implicit: true },
      set_tags: { params: [["self", "network ref"], ["value", "string set"]], result: "void", role: "vm-operator", implicit: true },
      remove_from_other_config: { params: [["self", "network ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "network ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "network ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      set_MTU: { params: [["self", "network ref"], ["value", "int"]], result: "void", role: "vm-admin", implicit: true },
      set_name_description: { params: [["self", "network ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_name_label: { params: [["self", "network ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      get_purpose: { params: [["self", "network ref"]], result: "enum network_purpose set", role: "read-only", implicit: true },
      get_assigned_ips: { params: [["self", "network ref"]], result: "(VIF ref -> string) map", role: "read-only", implicit: true },
      get_default_locking_mode: { params: [["self", "network ref"]], result: "enum network_default_locking_mode", role: "read-only", implicit: true },
      get_tags: { params: [["self", "network ref"]], result: "string set", role: "read-only", implicit: true },
      get_blobs: { params: [["self", "network ref"]], result: "(string -> blob ref) map", role: "read-only", implicit: true },
      get_managed: { params: [["self", "network ref"]], result: "bool", role: "read-only", implicit: true },
      get_bridge: { params: [["self", "network ref"]], result: "string", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "network ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_MTU: { params: [["self", "network ref"]], result: "int", role: "read-only", implicit: true },
      get_PIFs: { params: [["self", "network ref"]], result: "PIF ref set", role: "read-only", implicit: true },
      get_VIFs: { params: [["self", "network ref"]], result: "VIF ref set", role: "read-only", implicit: true },
      get_current_operations: { params: [["self", "network ref"]], result: "(string -> enum network_operations) map", role: "read-only", implicit: true },
      get_allowed_operations: { params: [["self", "network ref"]], result: "enum network_operations set", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "network ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "network ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "network ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "network ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "network ref"]], result: "void", role: "vm-admin", implicit: true },
      create: { params: [["args", "network record"]], result: "network ref", role: "vm-admin", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "network ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "network ref"]], result: "network record", role: "read-only", implicit: true },
    },
  },
  VIF: {
    fields: {
      uuid: ["string", "RO"],
      allowed_operations: ["enum vif_operations set", "RO"],
      current_operations: ["(string -> enum vif_operations) map", "RO"],
      device: ["string", "static"],
      network: ["network ref", "static"],
      VM: ["VM ref", "static"],
      MAC: ["string", "static"],
      MTU: ["int", "static"],
      other_config: ["(string -> string) map", "RW"],
      currently_attached: ["bool", "static"],
      status_code: ["int", "RO"],
      status_detail: ["string", "RO"],
      runtime_properties: ["(string -> string) map", "RO"],
      qos_algorithm_type: ["string", "RW"],
      qos_algorithm_params: ["(string -> string) map", "RW"],
      qos_supported_algorithms: ["string set", "RO"],
      metrics: ["VIF_metrics ref", "RO"],
      MAC_autogenerated: ["bool", "RO"],
      locking_mode: ["enum vif_locking_mode", "static", "later"],
      ipv4_allowed: ["string set", "static", "later"],
      ipv6_allowed: ["string set", "static", "later"],
      ipv4_configuration_mode: ["enum vif_ipv4_configuration_mode", "RO", "later"],
      ipv4_addresses: ["string set", "RO", "later"],
      ipv4_gateway: ["string", "RO", "later"],
      ipv6_configuration_mode: ["enum vif_ipv6_configuration_mode", "RO", "later"],
      ipv6_addresses: ["string set", "RO", "later"],
      ipv6_gateway: ["string", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(VIF ref -> VIF record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VIF ref set", role: "read-only", implicit: true },
      configure_ipv6: { params: [["self", "VIF ref"], ["mode", "enum vif_ipv6_configuration_mode"], ["address?", "string"], ["gateway?", "string"]], result: "void", role: "vm-operator" },
      configure_ipv4: { params: [["self", "VIF ref"], ["mode", "enum vif_ipv4_configuration_mode"], ["address?", "string"], ["gateway?", "string"]], result: "void", role: "vm-operator" },
      remove_ipv6_allowed: { params: [["self", "VIF ref"], ["value", "string"]], result: "void", role: "pool-operator" },
      add_ipv6_allowed: { params: [["self", "VIF ref"], ["value", "string"]], result: "void", role: "pool-operator" },
      set_ipv6_allowed: { params: [["self", "VIF ref"], ["value", "string set"]], result: "void", role: "pool-operator" },
      remove_ipv4_allowed: { params: [["self", "VIF ref"], ["value", "string"]], result: "void", role: "pool-operator" },
      add_ipv4_allowed: { params: [["self", "VIF ref"], ["value", "string"]], result: "void", role: "pool-operator" },
      set_ipv4_allowed: { params: [["self", "VIF ref"], ["value", "string set"]], result: "void", role: "pool-operator" },
      set_locking_mode: { params: [["self", "VIF ref"], ["value", "enum vif_locking_mode"]], result: "void", role: "pool-operator" },
      move: { params: [["self", "VIF ref"], ["network", "network ref"]], result: "void", role: "vm-admin" },
      unplug_force: { params: [["self", "VIF ref"]], result: "void", role: "vm-admin" },
      unplug: { params: [["self", "VIF ref"]], result: "void", role: "vm-admin" },
      plug: { params: [["self", "VIF ref"]], result: "void", role: "vm-admin" },
      remove_from_qos_algorithm_params: { params: [["self", "VIF ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_qos_algorithm_params: { params: [["self", "VIF ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_qos_algorithm_params: { params: [["self", "VIF ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      set_qos_algorithm_type: { params: [["self", "VIF ref"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      remove_from_other_config: { params: [["self", "VIF ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_other_config: { params: [["self", "VIF ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_other_config: { params: [["self", "VIF ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      get_ipv6_gateway: { params: [["self", "VIF ref"]], result: "string", role: "read-only", implicit: true },
      get_ipv6_addresses: { params: [["self", "VIF ref"]], result: "string set", role: "read-only", implicit: true },
      get_ipv6_configuration_mode: { params: [["self", "VIF ref"]], result: "enum vif_ipv6_configuration_mode", role: "read-only", implicit: true },
      get_ipv4_gateway: { params: [["self", "VIF ref"]], result: "string", role: "read-only", implicit: true },
      get_ipv4_addresses: { params: [["self", "VIF ref"]], result: "string set", role: "read-only", implicit: true },
      get_ipv4_configuration_mode: { params: [["self", "VIF ref"]], result: "enum vif_ipv4_configuration_mode", role: "read-only", implicit: true },
      get_ipv6_allowed: { params: [["self", "VIF ref"]], result: "string set", role: "read-only", implicit: true },
      get_ipv4_allowed: { params: [["self", "VIF ref"]], result: "string set", role: "read-only", implicit: true },
      get_locking_mode: { params: [["self", "VIF ref"]], result: "enum vif_locking_mode", role: "read-only", implicit: true },
      get_MAC_autogenerated: { params: [["self", "VIF ref"]], result: "bool", role: "read-only", implicit: true },
      get_metrics: { params: [["self", "VIF ref"]], result: "VIF_metrics ref", role: "read-only", implicit: true },
      get_qos_supported_algorithms: { params: [["self", "VIF ref"]], result: "string set", role: "read-only", implicit: true },
      get_qos_algorithm_params: { params: [["self", "VIF ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_qos_algorithm_type: { params: [["self", "VIF ref"]], result: "string", role: "read-only", implicit: true },
      get_runtime_properties: { params: [["self", "VIF ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_status_detail: { params: [["self", "VIF ref"]], result: "string", role: "read-only", implicit: true },
      get_status_code: { params: [["self", "VIF ref"]], result: "int", role: "read-only", implicit: true },
      get_currently_attached: { params: [["self", "VIF ref"]], result: "bool", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "VIF ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_MTU: { params: [["self", "VIF ref"]], result: "int", role: "read-only", implicit: true },
      get_MAC: { params: [["self", "VIF ref"]], result: "string", role: "read-only", implicit: true },
      get_VM: { params: [["self", "VIF ref"]], result: "VM ref", role: "read-only", implicit: true },
      get_network: { params: [["self", "VIF ref"]], result: "network ref", role: "read-only", implicit: true },
      get_device: { params: [["self", "VIF ref"]], result: "string", role: "read-only", implicit: true },
      get_current_operations: { params: [["self", "VIF ref"]], result: "(string -> enum vif_operations) map", role: "read-only", implicit: true },
      get_allowed_operations: { params: [["self", "VIF ref"]], result: "enum vif_operations set", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VIF ref"]], result: "string", role: "read-only", implicit: true },
      destroy: { params: [["self", "VIF ref"]], result: "void", role: "vm-admin", implicit: true },
      create: { params: [["args", "VIF record"]], result: "VIF ref", role: "vm-admin", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VIF ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VIF ref"]], result: "VIF record", role: "read-only", implicit: true },
    },
  },
  VIF_metrics: {
    fields: {
      uuid: ["string", "RO"],
      io_read_kbs: ["float", "RO"],
      io_write_kbs: ["float", "RO"],
      last_updated: ["datetime", "RO"],
      other_config: ["(string -> string) map", "RW"],
    },
    messages: {
      get_all_records: { params: [], result: "(VIF_metrics ref -> VIF_metrics record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VIF_metrics ref set", role: "read-only", implicit: true },
      remove_from_other_config: { params: [["self", "VIF_metrics ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_other_config: { params: [["self", "VIF_metrics ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_other_config: { params: [["self", "VIF_metrics ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      get_other_config: { params: [["self", "VIF_metrics ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_last_updated: { params: [["self", "VIF_metrics ref"]], result: "datetime", role: "read-only", implicit: true },
      get_io_write_kbs: { params: [["self", "VIF_metrics ref"]], result: "float", role: "read-only", implicit: true },
      get_io_read_kbs: { params: [["self", "VIF_metrics ref"]], result: "float", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VIF_metrics ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VIF_metrics ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VIF_metrics ref"]], result: "VIF_metrics record", role: "read-only", implicit: true },
    },
  },
  PIF: {
    fields: {
      uuid: ["string", "RO"],
      device: ["string", "static"],
      network: ["network ref", "static"],
      host: ["host ref", "static"],
      MAC: ["string", "static"],
      MTU: ["int", "static"],
      VLAN: ["int", "static"],
      metrics: ["PIF_metrics ref", "RO"],
      physical: ["bool", "RO"],
      currently_attached: ["bool", "RO"],
      ip_configuration_mode: ["enum ip_configuration_mode", "RO"],
      IP: ["string", "RO"],
      netmask: ["string", "RO"],
      gateway: ["string", "RO"],
      DNS: ["string", "RO"],
      bond_slave_of: ["Bond ref", "RO"],
      bond_master_of: ["Bond ref set", "RO"],
      VLAN_master_of: ["VLAN ref", "RO"],
      VLAN_slave_of: ["VLAN ref set", "RO"],
      management: ["bool", "RO"],
      other_config: ["(string -> string) map", "RW"],
      disallow_unplug: ["bool", "RO"],
      tunnel_access_PIF_of: ["tunnel ref set", "RO", "later"],
      tunnel_transport_PIF_of: ["tunnel ref set", "RO", "later"],
      ipv6_configuration_mode: ["enum ipv6_configuration_mode", "RO", "later"],
      IPv6: ["string set", "RO", "later"],
      ipv6_gateway: ["string", "RO", "later"],
      primary_address_type: ["enum primary_address_type", "RO", "later"],
      managed: ["bool", "static", "later"],
      properties: ["(string -> string) map", "RO", "later"],
      capabilities: ["string set", "RO", "later"],
      igmp_snooping_status: ["enum pif_igmp_status", "RO", "later"],
      sriov_physical_PIF_of: ["network_sriov ref set", "RO", "later"],
      sriov_logical_PIF_of: ["network_sriov ref set", "RO", "later"],
      PCI: ["PCI ref", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(PIF ref -> PIF record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "PIF ref set", role: "read-only", implicit: true },
      set_property: { params: [["self", "PIF ref"], ["name", "string"], ["value", "string"]], result: "void", role: "pool-operator" },
      db_forget: { params: [["self", "PIF ref"]], result: "void", role: "pool-operator" },
      db_introduce: { params: [["device", "string"], ["network", "network ref"], ["host", "host ref"], ["MAC", "string"], ["MTU", "int"], ["VLAN", "int"], ["physical", "bool"], ["ip_configuration_mode", "enum ip_configuration_mode"], ["IP", "string"], ["netmask", "string"], ["gateway", "string"], ["DNS", "string"], ["bond_slave_of", "Bond ref"], ["VLAN_master_of", "VLAN ref"], ["management", "bool"], ["other_config", "(string -> string) map"], ["disallow_unplug", "bool"], ["ipv6_configuration_mode", "enum ipv6_configuration_mode"], ["IPv6", "string set"], ["ipv6_gateway", "string"], ["primary_address_type", "enum primary_address_type"], ["managed", "bool"], ["properties", "(string -> string) map"]], result: "PIF ref", role: "pool-operator" },
      plug: { params: [["self", "PIF ref"]], result: "void", role: "pool-operator" },
      set_disallow_unplug: { params: [["self", "PIF ref"], ["value", "bool"]], result: "void", role: "pool-operator" },
      unplug: { params: [["self", "PIF ref"]], result: "void", role: "pool-operator" },
      forget: { params: [["self", "PIF ref"]], result: "void", role: "pool-operator" },
      introduce: { params: [["host", "host ref"], ["MAC", "string"], ["device", "string"], ["managed", "bool"]], result: "PIF ref", role: "pool-operator" },
      scan: { params: [["host", "host ref"]], result: "void", role: "pool-operator" },
      set_primary_address_type: { params: [["self", "PIF ref"], ["primary_address_type", "enum primary_address_type"]], result: "void", role: "pool-operator" },
      reconfigure_ipv6: { params: [["self", "PIF ref"], ["mode", "enum ipv6_configuration_mode"], ["IPv6", "string"], ["gateway", "string"], ["DNS", "string"]], result: "void", role: "pool-operator" },
      reconfigure_ip: { params: [["self", "PIF ref"], ["mode", "enum ip_configuration_mode"], ["IP", "string"], ["netmask", "string"], ["gateway", "string"], ["DNS", "string"]], result: "void", role: "pool-operator" },
      destroy: { params: [["self", "PIF ref"]], result: "void", role: "pool-operator" },
      create_VLAN: { params: [["device", "string"], ["network", "network ref"], ["host", "host ref"], ["VLAN", "int"]], result: "PIF ref", role: "pool-operator" },
      remove_from_other_config: { params: [["self", "PIF ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "PIF ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "PIF ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_PCI: { params: [["self", "PIF ref"]], result: "PCI ref", role: "read-only", implicit: true },
      get_sriov_logical_PIF_of: { params: [["self", "PIF ref"]], result: "network_sriov ref set", role: "read-only", implicit: true },
      get_sriov_physical_PIF_of: { params: [["self", "PIF ref"]], result: "network_sriov ref set", role: "read-only", implicit: true },
      get_igmp_snooping_status: { params: [["self", "PIF ref"]], result: "enum pif_igmp_status", role: "read-only", implicit: true },
      get_capabilities: { params: [["self", "PIF ref"]], result: "string set", role: "read-only", implicit: true },
      get_properties: { params: [["self", "PIF ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_managed: { params: [["self", "PIF ref"]], result: "bool", role: "read-only", implicit: true },
      get_primary_address_type: { params: [["self", "PIF ref"]], result: "enum primary_address_type", role: "read-only", implicit: true },
      get_ipv6_gateway: { params: [["self", "PIF ref"]], result: "string", role: "read-only", implicit: true },
      get_IPv6: { params: [["self", "PIF ref"]], result: "string set", role: "read-only", implicit: true },
      get_ipv6_configuration_mode: { params: [["self", "PIF ref"]], result: "enum ipv6_configuration_mode", role: "read-only", implicit: true },
      get_tunnel_transport_PIF_of: { params: [["self", "PIF ref"]], result: "tunnel ref set", role: "read-only", implicit: true },
      get_tunnel_access_PIF_of: { params: [["self", "PIF ref"]], result: "tunnel ref set", role: "read-only", implicit: true },
      get_disallow_unplug: { params: [["self", "PIF ref"]], result: "bool", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "PIF ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_management: { params: [["self", "PIF ref"]], result: "bool", role: "read-only", implicit: true },
      get_VLAN_slave_of: { params: [["self", "PIF ref"]], result: "VLAN ref set", role: "read-only", implicit: true },
      get_VLAN_master_of: { params: [["self", "PIF ref"]], result: "VLAN ref", role: "read-only", implicit: true },
      get_bond_master_of: { params: [["self", "PIF ref"]], result: "Bond ref set", role: "read-only", implicit: true },
      get_bond_slave_of: { params: [["self", "PIF ref"]], result: "Bond ref", role: "read-only", implicit: true },
      get_DNS: { params: [["self", "PIF ref"]], result: "string", role: "read-only", implicit: true },
      get_gateway: { params: [["self", "PIF ref"]], result: "string", role: "read-only", implicit: true },
      get_netmask: { params: [["self", "PIF ref"]], result: "string", role: "read-only", implicit: true },
      get_IP: { params: [["self", "PIF ref"]], result: "string", role: "read-only", implicit: true },
      get_ip_configuration_mode: { params: [["self", "PIF ref"]], result: "enum ip_configuration_mode", role: "read-only", implicit: true },
      get_currently_attached: { params: [["self", "PIF ref"]], result: "bool", role: "read-only", implicit: true },
      get_physical: { params: [["self", "PIF ref"]], result: "bool", role: "read-only", implicit: true },
      get_metrics: { params: [["self", "PIF ref"]], result: "PIF_metrics ref", role: "read-only", implicit: true },
      get_VLAN: { params: [["self", "PIF ref"]], result: "int", role: "read-only", implicit: true },
      get_MTU: { params: [["self", "PIF ref"]], result: "int", role: "read-only", implicit: true },
      get_MAC: { params: [["self", "PIF ref"]], result: "string", role: "read-only", implicit: true },
      get_host: { params: [["self", "PIF ref"]], result: "host ref", role: "read-only", implicit: true },
      get_network: { params: [["self", "PIF ref"]], result: "network ref", role: "read-only", implicit: true },
      get_device: { params: [["self", "PIF ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "PIF ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "PIF ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "PIF ref"]], result: "PIF record", role: "read-only", implicit: true },
    },
  },
  PIF_metrics: {
    fields: {
      uuid: ["string", "RO"],
      io_read_kbs: ["float", "RO"],
      io_write_kbs: ["float", "RO"],
      carrier: ["bool", "RO"],
      vendor_id: ["string", "RO"],
      vendor_name: ["string", "RO"],
      device_id: ["string", "RO"],
      device_name: ["string", "RO"],
      speed: ["int", "RO"],
      duplex: ["bool", "RO"],
      pci_bus_path: ["string", "RO"],
      last_updated: ["datetime", "RO"],
      other_config: ["(string -> string) map", "RW"],
    },
    messages: {
      get_all_records: { params: [], result: "(PIF_metrics ref -> PIF_metrics record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "PIF_metrics ref set", role: "read-only", implicit: true },
      remove_from_other_config: { params: [["self", "PIF_metrics ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "PIF_metrics ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "PIF_metrics ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_other_config: { params: [["self", "PIF_metrics ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_last_updated: { params: [["self", "PIF_metrics ref"]], result: "datetime", role: "read-only", implicit: true },
      get_pci_bus_path: { params: [["self", "PIF_metrics ref"]], result: "string", role: "read-only", implicit: true },
      get_duplex: { params: [["self", "PIF_metrics ref"]], result: "bool", role: "read-only", implicit: true },
      get_speed: { params: [["self", "PIF_metrics ref"]], result: "int", role: "read-only", implicit: true },
      get_device_name: { params: [["self", "PIF_metrics ref"]], result: "string", role: "read-only", implicit: true },
      get_device_id: { params: [["self", "PIF_metrics ref"]], result: "string", role: "read-only", implicit: true },
      get_vendor_name: { params: [["self", "PIF_metrics ref"]], result: "string", role: "read-only", implicit: true },
      get_vendor_id: { params: [["self", "PIF_metrics ref"]], result: "string", role: "read-only", implicit: true },
      get_carrier: { params: [["self", "PIF_metrics ref"]], result: "bool", role: "read-only", implicit: true },
      get_io_write_kbs: { params: [["self", "PIF_metrics ref"]], result: "float", role: "read-only", implicit: true },
      get_io_read_kbs: { params: [["self", "PIF_metrics ref"]], result: "float", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "PIF_metrics ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "PIF_metrics ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "PIF_metrics ref"]], result: "PIF_metrics record", role: "read-only", implicit: true },
    },
  },
  Bond: {
    fields: {
      uuid: ["string", "RO"],
      master: ["PIF ref", "static"],
      slaves: ["PIF ref set", "RO"],
      other_config: ["(string -> string) map", "RW"],
      primary_slave: ["PIF ref", "RO", "later"],
      mode: ["enum bond_mode", "RO", "later"],
      properties: ["(string -> string) map", "RO", "later"],
      links_up: ["int", "RO", "later"],
      auto_update_mac: ["bool", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(Bond ref -> Bond record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "Bond ref set", role: "read-only", implicit: true },
      set_property: { params: [["self", "Bond ref"], ["name", "string"], ["value", "string"]], result: "void", role: "pool-operator" },
      set_mode: { params: [["self", "Bond ref"], ["value", "enum bond_mode"]], result: "void", role: "pool-operator" },
      destroy: { params: [["self", "Bond ref"]], result: "void", role: "pool-operator" },
      create: { params: [["network", "network ref"], ["members", "PIF ref set"], ["MAC", "string"], ["mode?", "enum bond_mode"], ["properties?", "(string -> string) map"]], result: "Bond ref", role: "pool-operator" },
      remove_from_other_config: { params: [["self", "Bond ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "Bond ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "Bond ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_auto_update_mac: { params: [["self", "Bond ref"]], result: "bool", role: "read-only", implicit: true },
      get_links_up: { params: [["self", "Bond ref"]], result: "int", role: "read-only", implicit: true },
      get_properties: { params: [["self", "Bond ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_mode: { params: [["self", "Bond ref"]], result: "enum bond_mode", role: "read-only", implicit: true },
      get_primary_slave: { params: [["self", "Bond ref"]], result: "PIF ref", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "Bond ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_slaves: { params: [["self", "Bond ref"]], result: "PIF ref set", role: "read-only", implicit: true },
      get_master: { params: [["self", "Bond ref"]], result: "PIF ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "Bond ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "Bond ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "Bond ref"]], result: "Bond record", role: "read-only", implicit: true },
    },
  },
  VLAN: {
    fields: {
      uuid: ["string", "RO"],
      tagged_PIF: ["PIF ref", "static"],
      untagged_PIF: ["PIF ref", "RO"],
      tag: ["int", "static"],
      other_config: ["(string -> string) map", "RW"],
    },
    messages: {
      get_all_records: { params: [], result: "(VLAN ref -> VLAN record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VLAN ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "VLAN ref"]], result: "void", role: "pool-operator" },
      create: { params: [["tagged_PIF", "PIF ref"], ["tag", "int"], ["network", "network ref"]], result: "VLAN ref", role: "pool-operator" },
      remove_from_other_config: { params: [["self", "VLAN ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "VLAN ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "VLAN ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_other_config: { params: [["self", "VLAN ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_tag: { params: [["self", "VLAN ref"]], result: "int", role: "read-only", implicit: true },
      get_untagged_PIF: { params: [["self", "VLAN ref"]], result: "PIF ref", role: "read-only", implicit: true },
      get_tagged_PIF: { params: [["self", "VLAN ref"]], result: "PIF ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VLAN ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VLAN ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VLAN ref"]], result: "VLAN record", role: "read-only", implicit: true },
    },
  },
  SM: {
    fields: {
      uuid: ["string", "RO"],
      name_label: ["string", "RO"],
      name_description: ["string", "RO"],
      type: ["string", "RO"],
      vendor: ["string", "RO"],
      copyright: ["string", "RO"],
      version: ["string", "RO"],
      required_api_version: ["string", "RO"],
      configuration: ["(string -> string) map", "RO"],
      capabilities: ["string set", "RO"],
      features: ["(string -> int) map", "RO", "later"],
      other_config: ["(string -> string) map", "RW"],
      driver_filename: ["string", "RO"],
      required_cluster_stack: ["string set", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(SM ref -> SM record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "SM ref set", role: "read-only", implicit: true },
      remove_from_other_config: { params: [["self", "SM ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "SM ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "SM ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_required_cluster_stack: { params: [["self", "SM ref"]], result: "string set", role: "read-only", implicit: true },
      get_driver_filename: { params: [["self", "SM ref"]], result: "string", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "SM ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_features: { params: [["self", "SM ref"]], result: "(string -> int) map", role: "read-only", implicit: true },
      get_capabilities: { params: [["self", "SM ref"]], result: "string set", role: "read-only", implicit: true },
      get_configuration: { params: [["self", "SM ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_required_api_version: { params: [["self", "SM ref"]], result: "string", role: "read-only", implicit: true },
      get_version: { params: [["self", "SM ref"]], result: "string", role: "read-only", implicit: true },
      get_copyright: { params: [["self", "SM ref"]], result: "string", role: "read-only", implicit: true },
      get_vendor: { params: [["self", "SM ref"]], result: "string", role: "read-only", implicit: true },
      get_type: { params: [["self", "SM ref"]], result: "string", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "SM ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "SM ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "SM ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "SM ref set", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "SM ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "SM ref"]], result: "SM record", role: "read-only", implicit: true },
    },
  },
  SR: {
    fields: {
      uuid: ["string", "RO"],
      name_label: ["string", "static"],
      name_description: ["string", "static"],
      allowed_operations: ["enum storage_operations set", "RO"],
      current_operations: ["(string -> enum storage_operations) map", "RO"],
      VDIs: ["VDI ref set", "RO"],
      PBDs: ["PBD ref set", "RO"],
      virtual_allocation: ["int", "RO"],
      physical_utilisation: ["int", "RO"],
      physical_size: ["int", "static"],
      type: ["string", "static"],
      content_type: ["string", "static"],
      shared: ["bool", "RO"],
      other_config: ["(string -> string) map", "RW"],
      tags: ["string set", "RW"],
      sm_config: ["(string -> string) map", "RW"],
      blobs: ["(string -> blob ref) map", "RO"],
      local_cache_enabled: ["bool", "RO", "later"],
      introduced_by: ["DR_task ref", "RO", "later"],
      clustered: ["bool", "RO", "later"],
      is_tools_sr: ["bool", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(SR ref -> SR record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "SR ref set", role: "read-only", implicit: true },
      forget_data_source_archives: { params: [["sr", "SR ref"], ["data_source", "string"]], result: "void", role: "pool-operator" },
      query_data_source: { params: [["sr", "SR ref"], ["data_source", "string"]], result: "float", role: "read-only" },
      record_data_source: { params: [["sr", "SR ref"], ["data_source", "string"]], result: "void", role: "pool-operator" },
      get_data_sources: { params: [["sr", "SR ref"]], result: "data_source record set", role: "read-only" },
      disable_database_replication: { params: [["sr", "SR ref"]], result: "void", role: "pool-operator" },
      enable_database_replication: { params: [["sr", "SR ref"]], result: "void", role: "pool-operator" },
      assert_supports_database_replication: { params: [["sr", "SR ref"]], result: "void", role: "pool-operator" },
      assert_can_host_ha_statefile: { params: [["sr", "SR ref"]], result: "void", role: "pool-operator" },
      set_physical_size: { params: [["self", "SR ref"], ["value", "int"]], result: "void", role: "pool-operator" },
      create_new_blob: { params: [["sr", "SR ref"], ["name", "string"], ["mime_type", "string"], ["public?", "bool"]], result: "blob ref", role: "pool-operator" },
      set_name_description: { params: [["sr", "SR ref"], ["value", "string"]], result: "void", role: "pool-operator" },
      set_name_label: { params: [["sr", "SR ref"], ["value", "string"]], result: "void", role: "pool-operator" },
      set_shared: { params: [["sr", "SR ref"], ["value", "bool"]], result: "void", role: "pool-operator" },
      probe_ext: { params: [["host", "host ref"], ["device_config", "(string -> string) map"], ["type", "string"], ["sm_config", "(string -> string) map"]], result: "probe_result record set", role: "pool-operator" },
      probe: { params: [["host", "host ref"], ["device_config", "(string -> string) map"], ["type", "string"], ["sm_config", "(string -> string) map"]], result: "string", role: "pool-operator" },
      scan: { params: [["sr", "SR ref"]], result: "void", role: "vm-power-admin" },
      get_supported_types: { params: [], result: "string set", role: "read-only" },
      update: { params: [["sr", "SR ref"]], result: "void", role: "pool-operator" },
      forget: { params: [["sr", "SR ref"]], result: "void", role: "pool-operator" },
      destroy: { params: [["sr", "SR ref"]], result: "void", role: "pool-operator" },
      make: { params: [["host", "host ref"], ["device_config", "(string -> string) map"], ["physical_size", "int"], ["name_label", "string"], ["name_description", "string"], ["type", "string"], ["content_type", "string"], ["sm_config", "(string -> string) map"]], result: "string", role: "pool-operator" },
      introduce: { params: [["uuid", "string"], ["name_label", "string"], ["name_description", "string"], ["type", "string"], ["content_type", "string"], ["shared", "bool"], ["sm_config", "(string -> string) map"]], result: "SR ref", role: "pool-operator" },
      create: { params: [["host", "host ref"], ["device_config", "(string -> string) map"], ["physical_size", "int"], ["name_label", "string"], ["name_description", "string"], ["type", "string"], ["content_type", "string"], ["shared", "bool"], ["sm_config", "(string -> string) map"]], result: "SR ref", role: "pool-operator" },
      remove_from_sm_config: { params: [["self", "SR ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_sm_config: { params: [["self", "SR ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_sm_config: { params: [["self", "SR ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      remove_tags: { params: [["self", "SR ref"], ["value", "string"]], result: "void", role: "vm-operator", implicit: true },
      add_tags: { params: [["self", "SR ref"], ["value", "string"]], result: "void", role: "vm-operator", implicit: true },
      set_tags: { params: [["self", "SR ref"], ["value", "string set"]], result: "void", role: "vm-operator", implicit: true },
      remove_from_other_config: { params: [["self", "SR ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "SR ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "SR ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_is_tools_sr: { params: [["self", "SR ref"]], result: "bool", role: "read-only", implicit: true },
      get_clustered: { params: [["self", "SR ref"]], result: "bool", role: "read-only", implicit: true },
      get_introduced_by: { params: [["self", "SR ref"]], result: "DR_task ref", role: "read-only", implicit: true },
      get_local_cache_enabled: { params: [["self", "SR ref"]], result: "bool", role: "read-only", implicit: true },
      get_blobs: { params: [["self", "SR ref"]], result: "(string -> blob ref) map", role: "read-only", implicit: true },
      get_sm_config: { params: [["self", "SR ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_tags: { params: [["self", "SR ref"]], result: "string set", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "SR ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_shared: { params: [["self", "SR ref"]], result: "bool", role: "read-only", implicit: true },
      get_content_type: { params: [["self", "SR ref"]], result: "string", role: "read-only", implicit: true },
      get_type: { params: [["self", "SR ref"]], result: "string", role: "read-only", implicit: true },
      get_physical_size: { params: [["self", "SR ref"]], result: "int", role: "read-only", implicit: true },
      get_physical_utilisation: { params: [["self", "SR ref"]], result: "int", role: "read-only", implicit: true },
      get_virtual_allocation: { params: [["self", "SR ref"]], result: "int", role: "read-only", implicit: true },
      get_PBDs: { params: [["self", "SR ref"]], result: "PBD ref set", role: "read-only", implicit: true },
      get_VDIs: { params: [["self", "SR ref"]], result: "VDI ref set", role: "read-only", implicit: true },
      get_current_operations: { params: [["self", "SR ref"]], result: "(string -> enum storage_operations) map", role: "read-only", implicit: true },
      get_allowed_operations: { params: [["self", "SR ref"]], result: "enum storage_operations set", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "SR ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "SR ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "SR ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "SR ref set", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "SR ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "SR ref"]], result: "SR record", role: "read-only", implicit: true },
    },
  },
  sr_stat: {
    fields: {
      uuid: ["string option", "RO", "later"],
      name_label: ["string", "RO", "later"],
      name_description: ["string", "RO", "later"],
      free_space: ["int", "RO", "later"],
      total_space: ["int", "RO", "later"],
      clustered: ["bool", "RO", "later"],
      health: ["enum sr_health", "RO", "later"],
    },
    messages: {
    },
  },
  probe_result: {
    fields: {
      configuration: ["(string -> string) map", "RO", "later"],
      complete: ["bool", "RO", "later"],
      sr: ["sr_stat record option", "RO", "later"],
      extra_info: ["(string -> string) map", "RO", "later"],
    },
    messages: {
    },
  },
  LVHD: {
    fields: {
      uuid: ["string", "RO"],
    },
    messages: {
      enable_thin_provisioning: { params: [["host", "host ref"], ["SR", "SR ref"], ["initial_allocation", "int"], ["allocation_quantum", "int"]], result: "string", role: "pool-admin" },
      get_uuid: { params: [["self", "LVHD ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "LVHD ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "LVHD ref"]], result: "LVHD record", role: "read-only", implicit: true },
    },
  },
  VDI: {
    fields: {
      uuid: ["string", "RO"],
      name_label: ["string", "static"],
      name_description: ["string", "static"],
      allowed_operations: ["enum vdi_operations set", "RO"],
      current_operations: ["(string -> enum vdi_operations) map", "RO"],
      SR: ["SR ref", "static"],
      VBDs: ["VBD ref set", "RO"],
      crash_dumps: ["crashdump ref set", "RO"],
      virtual_size: ["int", "static"],
      physical_utilisation: ["int", "RO"],
      type: ["enum vdi_type", "static"],
      sharable: ["bool", "static"],
      read_only: ["bool", "static"],
      other_config: ["(string -> string) map", "RW"],
      storage_lock: ["bool", "RO"],
      location: ["string", "RO"],
      managed: ["bool", "RO"],
      missing: ["bool", "RO"],
      parent: ["VDI ref", "RO"],
      xenstore_data: ["(string -> string) map", "RW"],
      sm_config: ["(string -> string) map", "RW"],
      is_a_snapshot: ["bool", "RO"],
      snapshot_of: ["VDI ref", "RO"],
      snapshots: ["VDI ref set", "RO"],
      snapshot_time: ["datetime", "RO"],
      tags: ["string set", "RW"],
      allow_caching: ["bool", "RO", "later"],
      on_boot: ["enum on_boot", "RO", "later"],
      metadata_of_pool: ["pool ref", "RO", "later"],
      metadata_latest: ["bool", "RO", "later"],
      is_tools_iso: ["bool", "RO", "later"],
      cbt_enabled: ["bool", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(VDI ref -> VDI record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VDI ref set", role: "read-only", implicit: true },
      get_nbd_info: { params: [["self", "VDI ref"]], result: "vdi_nbd_server_info record set", role: "vm-admin" },
      list_changed_blocks: { params: [["vdi_from", "VDI ref"], ["vdi_to", "VDI ref"]], result: "string", role: "vm-operator" },
      data_destroy: { params: [["self", "VDI ref"]], result: "void", role: "vm-admin" },
      disable_cbt: { params: [["self", "VDI ref"]], result: "void", role: "vm-admin" },
      enable_cbt: { params: [["self", "VDI ref"]], result: "void", role: "vm-admin" },
      pool_migrate: { params: [["vdi", "VDI ref"], ["sr", "SR ref"], ["options", "(string -> string) map"]], result: "VDI ref", role: "vm-power-admin" },
      read_database_pool_uuid: { params: [["self", "VDI ref"]], result: "string", role: "read-only" },
      open_database: { params: [["self", "VDI ref"]], result: "session ref", role: "pool-operator" },
      set_allow_caching: { params: [["self", "VDI ref"], ["value", "bool"]], result: "void", role: "vm-admin" },
      set_on_boot: { params: [["self", "VDI ref"], ["value", "enum on_boot"]], result: "void", role: "vm-admin" },
      set_name_description: { params: [["self", "VDI ref"], ["value", "string"]], result: "void", role: "vm-admin" },
      set_name_label: { params: [["self", "VDI ref"], ["value", "string"]], result: "void", role: "vm-admin" },
      set_read_only: { params: [["self", "VDI ref"], ["value", "bool"]], result: "void", role: "vm-admin" },
      set_sharable: { params: [["self", "VDI ref"], ["value", "bool"]], result: "void", role: "vm-admin" },
      forget: { params: [["vdi", "VDI ref"]], result: "void", role: "vm-admin" },
      copy: { params: [["vdi", "VDI ref"], ["sr?", "SR ref"], ["base_vdi?", "VDI ref"], ["into_vdi?", "VDI ref"]], result: "VDI ref", role: "vm-admin" },
      update: { params: [["vdi", "VDI ref"]], result: "void", role: "vm-admin" },
      introduce: { params: [["uuid", "string"], ["name_label", "string"], ["name_description", "string"], ["SR", "SR ref"], ["type", "enum vdi_type"], ["sharable", "bool"], ["read_only", "bool"], ["other_config", "(string -> string) map"], ["location", "string"], ["xenstore_data", "(string -> string) map"], ["sm_config", "(string -> string) map"], ["managed", "bool"], ["virtual_size", "int"], ["physical_utilisation", "int"], ["metadata_of_pool", "pool ref"], ["is_a_snapshot", "bool"], ["snapshot_time", "datetime"], ["snapshot_of", "VDI ref"]], result: "VDI ref", role: "vm-admin" },
      resize_online: { params: [["vdi", "VDI ref"], ["size", "int"]], result: "void", role: "vm-admin" },
      resize: { params: [["vdi", "VDI ref"], ["size", "int"]], result: "void", role: "vm-admin" },
      clone: { params: [["vdi", "VDI ref"], ["driver_params?", "(string -> string) map"]], result: "VDI ref", role: "vm-admin" },
      snapshot: { params: [["vdi", "VDI ref"], ["driver_params?", "(string -> string) map"]], result: "VDI ref", role: "vm-admin" },
      remove_tags: { params: [["self", "VDI ref"], ["value", "string"]], result: "void", role: "vm-operator", implicit: true },
      add_tags: { params: [["self", "VDI ref"], ["value", "string"]], result: "void", role: "vm-operator", implicit: true },
      set_tags: { params: [["self", "VDI ref"], ["value", "string set"]], result: "void", role: "vm-operator", implicit: true },
      remove_from_sm_config: { params: [["self", "VDI ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_sm_config: { params: [["self", "VDI ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_sm_config: { params: [["self", "VDI ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      remove_from_xenstore_data: { params: [["self", "VDI ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_xenstore_data: { params: [["self", "VDI ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_xenstore_data: { params: [["self", "VDI ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      remove_from_other_config: { params: [["self", "VDI ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_other_config: { params: [["self", "VDI ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_other_config: { params: [["self", "VDI ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      get_cbt_enabled: { params: [["self", "VDI ref"]], result: "bool", role: "read-only", implicit: true },
      get_is_tools_iso: { params: [["self", "VDI ref"]], result: "bool", role: "read-only", implicit: true },
      get_metadata_latest: { params: [["self", "VDI ref"]], result: "bool", role: "read-only", implicit: true },
      get_metadata_of_pool: { params: [["self", "VDI ref"]], result: "pool ref", role: "read-only", implicit: true },
      get_on_boot: { params: [["self", "VDI ref"]], result: "enum on_boot", role: "read-only", implicit: true },
      get_allow_caching: { params: [["self", "VDI ref"]], result: "bool", role: "read-only", implicit: true },
      get_tags: { params: [["self", "VDI ref"]], result: "string set", role: "read-only", implicit: true },
      get_snapshot_time: { params: [["self", "VDI ref"]], result: "datetime", role: "read-only", implicit: true },
      get_snapshots: { params: [["self", "VDI ref"]], result: "VDI ref set", role: "read-only", implicit: true },
      get_snapshot_of: { params: [["self", "VDI ref"]], result: "VDI ref", role: "read-only", implicit: true },
      get_is_a_snapshot: { params: [["self", "VDI ref"]], result: "bool", role: "read-only", implicit: true },
      get_sm_config: { params: [["self", "VDI ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_xenstore_data: { params: [["self", "VDI ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_parent: { params: [["self", "VDI ref"]], result: "VDI ref", role: "read-only", implicit: true },
      get_missing: { params: [["self", "VDI ref"]], result: "bool", role: "read-only", implicit: true },
      get_managed: { params: [["self", "VDI ref"]], result: "bool", role: "read-only", implicit: true },
      get_location: { params: [["self", "VDI ref"]], result: "string", role: "read-only", implicit: true },
      get_storage_lock: { params: [["self", "VDI ref"]], result: "bool", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "VDI ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_read_only: { params: [["self", "VDI ref"]], result: "bool", role: "read-only", implicit: true },
      get_sharable: { params: [["self", "VDI ref"]], result: "bool", role: "read-only", implicit: true },
      get_type: { params: [["self", "VDI ref"]], result: "enum vdi_type", role: "read-only", implicit: true },
      get_physical_utilisation: { params: [["self", "VDI ref"]], result: "int", role: "read-only", implicit: true },
      get_virtual_size: { params: [["self", "VDI ref"]], result: "int", role: "read-only", implicit: true },
      get_crash_dumps: { params: [["self", "VDI ref"]], result: "crashdump ref set", role: "read-only", implicit: true },
      get_VBDs: { params: [["self", "VDI ref"]], result: "VBD ref set", role: "read-only", implicit: true },
      get_SR: { params: [["self", "VDI ref"]], result: "SR ref", role: "read-only", implicit: true },
      get_current_operations: { params: [["self", "VDI ref"]], result: "(string -> enum vdi_operations) map", role: "read-only", implicit: true },
      get_allowed_operations: { params: [["self", "VDI ref"]], result: "enum vdi_operations set", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "VDI ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "VDI ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VDI ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "VDI ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "VDI ref"]], result: "void", role: "vm-admin", implicit: true },
      create: { params: [["args", "VDI record"]], result: "VDI ref", role: "vm-admin", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VDI ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VDI ref"]], result: "VDI record", role: "read-only", implicit: true },
    },
  },
  VBD: {
    fields: {
      uuid: ["string", "RO"],
      allowed_operations: ["enum vbd_operations set", "RO"],
      current_operations: ["(string -> enum vbd_operations) map", "RO"],
      VM: ["VM ref", "static"],
      VDI: ["VDI ref", "static"],
      device: ["string", "static"],
      userdevice: ["string", "RW"],
      bootable: ["bool", "RW"],
      mode: ["enum vbd_mode", "static"],
      type: ["enum vbd_type", "RW"],
      unpluggable: ["bool", "RW"],
      storage_lock: ["bool", "RO"],
      empty: ["bool", "static"],
      other_config: ["(string -> string) map", "RW"],
      currently_attached: ["bool", "static"],
      status_code: ["int", "RO"],
      status_detail: ["string", "RO"],
      runtime_properties: ["(string -> string) map", "RO"],
      qos_algorithm_type: ["string", "RW"],
      qos_algorithm_params: ["(string -> string) map", "RW"],
      qos_supported_algorithms: ["string set", "RO"],
      metrics: ["VBD_metrics ref", "RO"],
    },
    messages: {
      get_all_records: { params: [], result: "(VBD ref -> VBD record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VBD ref set", role: "read-only", implicit: true },
      set_mode: { params: [["self", "VBD ref"], ["value", "enum vbd_mode"]], result: "void", role: "vm-admin" },
      assert_attachable: { params: [["self", "VBD ref"]], result: "void", role: "vm-admin" },
      unplug_force: { params: [["self", "VBD ref"]], result: "void", role: "vm-admin" },
      unplug: { params: [["self", "VBD ref"]], result: "void", role: "vm-admin" },
      plug: { params: [["self", "VBD ref"]], result: "void", role: "vm-admin" },
      insert: { params: [["vbd", "VBD ref"], ["vdi", "VDI ref"]], result: "void", role: "vm-operator" },
      eject: { params: [["vbd", "VBD ref"]], result: "void", role: "vm-operator" },
      remove_from_qos_algorithm_params: { params: [["self", "VBD ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_qos_algorithm_params: { params: [["self", "VBD ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_qos_algorithm_params: { params: [["self", "VBD ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      set_qos_algorithm_type: { params: [["self", "VBD ref"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      remove_from_other_config: { params: [["self", "VBD ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_other_config: { params: [["self", "VBD ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_other_config: { params: [["self", "VBD ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      set_unpluggable: { params: [["self", "VBD ref"], ["value", "bool"]], result: "void", role: "vm-admin", implicit: true },
      set_type: { params: [["self", "VBD ref"], ["value", "enum vbd_type"]], result: "void", role: "vm-admin", implicit: true },
      set_bootable: { params: [["self", "VBD ref"], ["value", "bool"]], result: "void", role: "vm-admin", implicit: true },
      set_userdevice: { params: [["self", "VBD ref"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      get_metrics: { params: [["self", "VBD ref"]], result: "VBD_metrics ref", role: "read-only", implicit: true },
      get_qos_supported_algorithms: { params: [["self", "VBD ref"]], result: "string set", role: "read-only", implicit: true },
      get_qos_algorithm_params: { params: [["self", "VBD ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_qos_algorithm_type: { params: [["self", "VBD ref"]], result: "string", role: "read-only", implicit: true },
      get_runtime_properties: { params: [["self", "VBD ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_status_detail: { params: [["self", "VBD ref"]], result: "string", role: "read-only", implicit: true },
      get_status_code: { params: [["self", "VBD ref"]], result: "int", role: "read-only", implicit: true },
      get_currently_attached: { params: [["self", "VBD ref"]], result: "bool", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "VBD ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_empty: { params: [["self", "VBD ref"]], result: "bool", role: "read-only", implicit: true },
      get_storage_lock: { params: [["self", "VBD ref"]], result: "bool", role: "read-only", implicit: true },
      get_unpluggable: { params: [["self", "VBD ref"]], result: "bool", role: "read-only", implicit: true },
      get_type: { params: [["self", "VBD ref"]], result: "enum vbd_type", role: "read-only", implicit: true },
      get_mode: { params: [["self", "VBD ref"]], result: "enum vbd_mode", role: "read-only", implicit: true },
      get_bootable: { params: [["self", "VBD ref"]], result: "bool", role: "read-only", implicit: true },
      get_userdevice: { params: [["self", "VBD ref"]], result: "string", role: "read-only", implicit: true },
      get_device: { params: [["self", "VBD ref"]], result: "string", role: "read-only", implicit: true },
      get_VDI: { params: [["self", "VBD ref"]], result: "VDI ref", role: "read-only", implicit: true },
      get_VM: { params: [["self", "VBD ref"]], result: "VM ref", role: "read-only", implicit: true },
      get_current_operations: { params: [["self", "VBD ref"]], result: "(string -> enum vbd_operations) map", role: "read-only", implicit: true },
      get_allowed_operations: { params: [["self", "VBD ref"]], result: "enum vbd_operations set", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VBD ref"]], result: "string", role: "read-only", implicit: true },
      destroy: { params: [["self", "VBD ref"]], result: "void", role: "vm-admin", implicit: true },
      create: { params: [["args", "VBD record"]], result: "VBD ref", role: "vm-admin", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VBD ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VBD ref"]], result: "VBD record", role: "read-only", implicit: true },
    },
  },
  VBD_metrics: {
    fields: {
      uuid: ["string", "RO"],
      io_read_kbs: ["float", "RO"],
      io_write_kbs: ["float", "RO"],
      last_updated: ["datetime", "RO"],
      other_config: ["(string -> string) map", "RW"],
    },
    messages: {
      get_all_records: { params: [], result: "(VBD_metrics ref -> VBD_metrics record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VBD_metrics ref set", role: "read-only", implicit: true },
      remove_from_other_config: { params: [["self", "VBD_metrics ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_other_config: { params: [["self", "VBD_metrics ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_other_config: { params: [["self", "VBD_metrics ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      get_other_config: { params: [["self", "VBD_metrics ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_last_updated: { params: [["self", "VBD_metrics ref"]], result: "datetime", role: "read-only", implicit: true },
      get_io_write_kbs: { params: [["self", "VBD_metrics ref"]], result: "float", role: "read-only", implicit: true },
      get_io_read_kbs: { params: [["self", "VBD_metrics ref"]], result: "float", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VBD_metrics ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VBD_metrics ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VBD_metrics ref"]], result: "VBD_metrics record", role: "read-only", implicit: true },
    },
  },
  PBD: {
    fields: {
      uuid: ["string", "RO"],
      host: ["host ref", "static"],
      SR: ["SR ref", "static"],
      device_config: ["(string -> string) map", "static"],
      currently_attached: ["bool", "RO"],
      other_config: ["(string -> string) map", "RW"],
    },
    messages: {
      get_all_records: { params: [], result: "(PBD ref -> PBD record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "PBD ref set", role: "read-only", implicit: true },
      set_device_config: { params: [["self", "PBD ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator" },
      unplug: { params: [["self", "PBD ref"]], result: "void", role: "pool-operator" },
      plug: { params: [["self", "PBD ref"]], result: "void", role: "pool-operator" },
      remove_from_other_config: { params: [["self", "PBD ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "PBD ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "PBD ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_other_config: { params: [["self", "PBD ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_currently_attached: { params: [["self", "PBD ref"]], result: "bool", role: "read-only", implicit: true },
      get_device_config: { params: [["self", "PBD ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_SR: { params: [["self", "PBD ref"]], result: "SR ref", role: "read-only", implicit: true },
      get_host: { params: [["self", "PBD ref"]], result: "host ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "PBD ref"]], result: "string", role: "read-only", implicit: true },
      destroy: { params: [["self", "PBD ref"]], result: "void", role: "pool-operator", implicit: true },
      create: { params: [["args", "PBD record"]], result: "PBD ref", role: "pool-operator", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "PBD ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "PBD ref"]], result: "PBD record", role: "read-only", implicit: true },
    },
  },
  crashdump: {
    fields: {
      uuid: ["string", "RO"],
      VM: ["VM ref", "static"],
      VDI: ["VDI ref", "static"],
      other_config: ["(string -> string) map", "RW"],
    },
    messages: {
      get_all_records: { params: [], result: "(crashdump ref -> crashdump record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "crashdump ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "crashdump ref"]], result: "void", role: "pool-operator" },
      remove_from_other_config: { params: [["self", "crashdump ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "crashdump ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "crashdump ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_other_config: { params: [["self", "crashdump ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_VDI: { params: [["self", "crashdump ref"]], result: "VDI ref", role: "read-only", implicit: true },
      get_VM: { params: [["self", "crashdump ref"]], result: "VM ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "crashdump ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "crashdump ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "crashdump ref"]], result: "crashdump record", role: "read-only", implicit: true },
    },
  },
  VTPM: {
    fields: {
      uuid: ["string", "RO"],
      allowed_operations: ["enum vtpm_operations set", "RO"],
      current_operations: ["(string -> enum vtpm_operations) map", "RO"],
      VM: ["VM ref", "static"],
      backend: ["VM ref", "RO"],
      persistence_backend: ["enum persistence_backend", "RO", "later"],
      is_unique: ["bool", "static", "later"],
      is_protected: ["bool", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(VTPM ref -> VTPM record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VTPM ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "VTPM ref"]], result: "void", role: "vm-admin" },
      create: { params: [["vM", "VM ref"], ["is_unique", "bool"]], result: "VTPM ref", role: "vm-admin" },
      get_is_protected: { params: [["self", "VTPM ref"]], result: "bool", role: "read-only", implicit: true },
      get_is_unique: { params: [["self", "VTPM ref"]], result: "bool", role: "read-only", implicit: true },
      get_persistence_backend: { params: [["self", "VTPM ref"]], result: "enum persistence_backend", role: "read-only", implicit: true },
      get_backend: { params: [["self", "VTPM ref"]], result: "VM ref", role: "read-only", implicit: true },
      get_VM: { params: [["self", "VTPM ref"]], result: "VM ref", role: "read-only", implicit: true },
      get_current_operations: { params: [["self", "VTPM ref"]], result: "(string -> enum vtpm_operations) map", role: "read-only", implicit: true },
      get_allowed_operations: { params: [["self", "VTPM ref"]], result: "enum vtpm_operations set", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VTPM ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VTPM ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VTPM ref"]], result: "VTPM record", role: "read-only", implicit: true },
    },
  },
  console: {
    fields: {
      uuid: ["string", "RO"],
      protocol: ["enum console_protocol", "RO"],
      location: ["string", "RO"],
      VM: ["VM ref", "RO"],
      other_config: ["(string -> string) map", "RW"],
    },
    messages: {
      get_all_records: { params: [], result: "(console ref -> console record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "console ref set", role: "read-only", implicit: true },
      remove_from_other_config: { params: [["self", "console ref"], ["key", "string"]], result: "void", role: "vm-admin", implicit: true },
      add_to_other_config: { params: [["self", "console ref"], ["key", "string"], ["value", "string"]], result: "void", role: "vm-admin", implicit: true },
      set_other_config: { params: [["self", "console ref"], ["value", "(string -> string) map"]], result: "void", role: "vm-admin", implicit: true },
      get_other_config: { params: [["self", "console ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_VM: { params: [["self", "console ref"]], result: "VM ref", role: "read-only", implicit: true },
      get_location: { params: [["self", "console ref"]], result: "string", role: "read-only", implicit: true },
      get_protocol: { params: [["self", "console ref"]], result: "enum console_protocol", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "console ref"]], result: "string", role: "read-only", implicit: true },
      destroy: { params: [["self", "console ref"]], result: "void", role: "vm-admin", implicit: true },
      create: { params: [["args", "console record"]], result: "console ref", role: "vm-admin", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "console ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "console ref"]], result: "console record", role: "read-only", implicit: true },
    },
  },
  user: {
    fields: {
      uuid: ["string", "RO"],
      short_name: ["string", "static"],
      fullname: ["string", "RW"],
      other_config: ["(string -> string) map", "RW"],
    },
    messages: {
      remove_from_other_config: { params: [["self", "user ref"], ["key", "string"]], result: "void", role: "pool-admin", implicit: true },
      add_to_other_config: { params: [["self", "user ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-admin", implicit: true },
      set_other_config: { params: [["self", "user ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-admin", implicit: true },
      set_fullname: { params: [["self", "user ref"], ["value", "string"]], result: "void", role: "pool-admin", implicit: true },
      get_other_config: { params: [["self", "user ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_fullname: { params: [["self", "user ref"]], result: "string", role: "read-only", implicit: true },
      get_short_name: { params: [["self", "user ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "user ref"]], result: "string", role: "read-only", implicit: true },
      destroy: { params: [["self", "user ref"]], result: "void", role: "pool-admin", implicit: true },
      create: { params: [["args", "user record"]], result: "user ref", role: "pool-admin", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "user ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "user ref"]], result: "user record", role: "read-only", implicit: true },
    },
  },
  data_source: {
    fields: {
      name_label: ["string", "RO"],
      name_description: ["string", "RO"],
      enabled: ["bool", "RO"],
      standard: ["bool", "RO"],
      units: ["string", "RO"],
      min: ["float", "RO"],
      max: ["float", "RO"],
      value: ["float", "RO"],
    },
    messages: {
    },
  },
  blob: {
    fields: {
      uuid: ["string", "RO"],
      name_label: ["string", "RW"],
      name_description: ["string", "RW"],
      size: ["int", "RO"],
      public: ["bool", "RW", "later"],
      last_updated: ["datetime", "static"],
      mime_type: ["string", "static"],
    },
    messages: {
      get_all_records: { params: [], result: "(blob ref -> blob record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "blob ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "blob ref"]], result: "void", role: "pool-operator" },
      create: { params: [["mime_type", "string"], ["public?", "bool"]], result: "blob ref", role: "pool-operator" },
      set_public: { params: [["self", "blob ref"], ["value", "bool"]], result: "void", role: "pool-operator", implicit: true },
      set_name_description: { params: [["self", "blob ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_name_label: { params: [["self", "blob ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      get_mime_type: { params: [["self", "blob ref"]], result: "string", role: "read-only", implicit: true },
      get_last_updated: { params: [["self", "blob ref"]], result: "datetime", role: "read-only", implicit: true },
      get_public: { params: [["self", "blob ref"]], result: "bool", role: "read-only", implicit: true },
      get_size: { params: [["self", "blob ref"]], result: "int", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "blob ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "blob ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "blob ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "blob ref set", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "blob ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "blob ref"]], result: "blob record", role: "read-only", implicit: true },
    },
  },
  message: {
    fields: {
      uuid: ["string", "RO"],
      name: ["string", "RO"],
      priority: ["int", "RO"],
      cls: ["enum cls", "RO"],
      obj_uuid: ["string", "RO"],
      timestamp: ["datetime", "RO"],
      body: ["string", "RO"],
    },
    messages: {
      get_all_records_where: { params: [["expr", "string"]], result: "(message ref -> message record) map", role: "read-only" },
      get_all_records: { params: [], result: "(message ref -> message record) map", role: "read-only" },
      get_by_uuid: { params: [["uuid", "string"]], result: "message ref", role: "read-only" },
      get_record: { params: [["self", "message ref"]], result: "message record", role: "read-only" },
      get_since: { params: [["since", "datetime"]], result: "(message ref -> message record) map", role: "read-only" },
      get_all: { params: [], result: "message ref set", role: "read-only" },
      get: { params: [["cls", "enum cls"], ["obj_uuid", "string"], ["since", "datetime"]], result: "(message ref -> message record) map", role: "read-only" },
      destroy_many: { params: [["messages", "message ref set"]], result: "void", role: "pool-operator" },
      destroy: { params: [["self", "message ref"]], result: "void", role: "pool-operator" },
      create: { params: [["name", "string"], ["priority", "int"], ["cls", "enum cls"], ["obj_uuid", "string"], ["body", "string"]], result: "message ref", role: "pool-operator" },
    },
  },
  secret: {
    fields: {
      uuid: ["string", "RO"],
      value: ["string", "RW"],
      other_config: ["(string -> string) map", "RW"],
    },
    messages: {
      get_all_records: { params: [], result: "(secret ref -> secret record) map", role: "pool-operator", implicit: true },
      get_all: { params: [], result: "secret ref set", role: "pool-operator", implicit: true },
      remove_from_other_config: { params: [["self", "secret ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "secret ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "secret ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      set_value: { params: [["self", "secret ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      get_other_config: { params: [["self", "secret ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_value: { params: [["self", "secret ref"]], result: "string", role: "pool-operator", implicit: true },
      get_uuid: { params: [["self", "secret ref"]], result: "string", role: "pool-operator", implicit: true },
      destroy: { params: [["self", "secret ref"]], result: "void", role: "pool-operator", implicit: true },
      create: { params: [["args", "secret record"]], result: "secret ref", role: "pool-operator", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "secret ref", role: "pool-operator", implicit: true },
      get_record: { params: [["self", "secret ref"]], result: "secret record", role: "pool-operator", implicit: true },
    },
  },
  tunnel: {
    fields: {
      uuid: ["string", "RO", "later"],
      access_PIF: ["PIF ref", "static", "later"],
      transport_PIF: ["PIF ref", "static", "later"],
      status: ["(string -> string) map", "RW", "later"],
      other_config: ["(string -> string) map", "RW", "later"],
      protocol: ["enum tunnel_protocol", "RW", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(tunnel ref -> tunnel record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "tunnel ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "tunnel ref"]], result: "void", role: "pool-operator" },
      create: { params: [["transport_PIF", "PIF ref"], ["network", "network ref"], ["protocol?", "enum tunnel_protocol"]], result: "tunnel ref", role: "pool-operator" },
      set_protocol: { params: [["self", "tunnel ref"], ["value", "enum tunnel_protocol"]], result: "void", role: "pool-operator", implicit: true },
      remove_from_other_config: { params: [["self", "tunnel ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "tunnel ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "tunnel ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      remove_from_status: { params: [["self", "tunnel ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_status: { params: [["self", "tunnel ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_status: { params: [["self", "tunnel ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_protocol: { params: [["self", "tunnel ref"]], result: "enum tunnel_protocol", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "tunnel ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_status: { params: [["self", "tunnel ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_transport_PIF: { params: [["self", "tunnel ref"]], result: "PIF ref", role: "read-only", implicit: true },
      get_access_PIF: { params: [["self", "tunnel ref"]], result: "PIF ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "tunnel ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "tunnel ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "tunnel ref"]], result: "tunnel record", role: "read-only", implicit: true },
    },
  },
  network_sriov: {
    fields: {
      uuid: ["string", "RO"],
      physical_PIF: ["PIF ref", "static", "later"],
      logical_PIF: ["PIF ref", "static", "later"],
      requires_reboot: ["bool", "RO", "later"],
      configuration_mode: ["enum sriov_configuration_mode", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(network_sriov ref -> network_sriov record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "network_sriov ref set", role: "read-only", implicit: true },
      get_remaining_capacity: { params: [["self", "network_sriov ref"]], result: "int", role: "read-only" },
      destroy: { params: [["self", "network_sriov ref"]], result: "void", role: "pool-operator" },
      create: { params: [["pif", "PIF ref"], ["network", "network ref"]], result: "network_sriov ref", role: "pool-operator" },
      get_configuration_mode: { params: [["self", "network_sriov ref"]], result: "enum sriov_configuration_mode", role: "read-only", implicit: true },
      get_requires_reboot: { params: [["self", "network_sriov ref"]], result: "bool", role: "read-only", implicit: true },
      get_logical_PIF: { params: [["self", "network_sriov ref"]], result: "PIF ref", role: "read-only", implicit: true },
      get_physical_PIF: { params: [["self", "network_sriov ref"]], result: "PIF ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "network_sriov ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "network_sriov ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "network_sriov ref"]], result: "network_sriov record", role: "read-only", implicit: true },
    },
  },
  PCI: {
    fields: {
      uuid: ["string", "RO", "later"],
      class_name: ["string", "static", "later"],
      vendor_name: ["string", "static", "later"],
      device_name: ["string", "static", "later"],
      host: ["host ref", "static", "later"],
      pci_id: ["string", "static", "later"],
      dependencies: ["PCI ref set", "RO", "later"],
      other_config: ["(string -> string) map", "RW", "later"],
      subsystem_vendor_name: ["string", "static", "later"],
      subsystem_device_name: ["string", "static", "later"],
      driver_name: ["string", "static", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(PCI ref -> PCI record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "PCI ref set", role: "read-only", implicit: true },
      remove_from_other_config: { params: [["self", "PCI ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "PCI ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "PCI ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_driver_name: { params: [["self", "PCI ref"]], result: "string", role: "read-only", implicit: true },
      get_subsystem_device_name: { params: [["self", "PCI ref"]], result: "string", role: "read-only", implicit: true },
      get_subsystem_vendor_name: { params: [["self", "PCI ref"]], result: "string", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "PCI ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_dependencies: { params: [["self", "PCI ref"]], result: "PCI ref set", role: "read-only", implicit: true },
      get_pci_id: { params: [["self", "PCI ref"]], result: "string", role: "read-only", implicit: true },
      get_host: { params: [["self", "PCI ref"]], result: "host ref", role: "read-only", implicit: true },
      get_device_name: { params: [["self", "PCI ref"]], result: "string", role: "read-only", implicit: true },
      get_vendor_name: { params: [["self", "PCI ref"]], result: "string", role: "read-only", implicit: true },
      get_class_name: { params: [["self", "PCI ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "PCI ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "PCI ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "PCI ref"]], result: "PCI record", role: "read-only", implicit: true },
    },
  },
  PGPU: {
    fields: {
      uuid: ["string", "RO", "later"],
      PCI: ["PCI ref", "static", "later"],
      GPU_group: ["GPU_group ref", "static", "later"],
      host: ["host ref", "RO", "later"],
      other_config: ["(string -> string) map", "RW", "later"],
      supported_VGPU_types: ["VGPU_type ref set", "RO", "later"],
      enabled_VGPU_types: ["VGPU_type ref set", "RO", "later"],
      resident_VGPUs: ["VGPU ref set", "RO", "later"],
      supported_VGPU_max_capacities: ["(VGPU_type ref -> int) map", "RO", "later"],
      dom0_access: ["enum pgpu_dom0_access", "RO", "later"],
      is_system_display_device: ["bool", "RO", "later"],
      compatibility_metadata: ["(string -> string) map", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(PGPU ref -> PGPU record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "PGPU ref set", role: "read-only", implicit: true },
      disable_dom0_access: { params: [["self", "PGPU ref"]], result: "enum pgpu_dom0_access", role: "pool-operator" },
      enable_dom0_access: { params: [["self", "PGPU ref"]], result: "enum pgpu_dom0_access", role: "pool-operator" },
      get_remaining_capacity: { params: [["self", "PGPU ref"], ["vgpu_type", "VGPU_type ref"]], result: "int", role: "read-only" },
      set_GPU_group: { params: [["self", "PGPU ref"], ["value", "GPU_group ref"]], result: "void", role: "pool-operator" },
      set_enabled_VGPU_types: { params: [["self", "PGPU ref"], ["value", "VGPU_type ref set"]], result: "void", role: "pool-operator" },
      remove_enabled_VGPU_types: { params: [["self", "PGPU ref"], ["value", "VGPU_type ref"]], result: "void", role: "pool-operator" },
      add_enabled_VGPU_types: { params: [["self", "PGPU ref"], ["value", "VGPU_type ref"]], result: "void", role: "pool-operator" },
      remove_from_other_config: { params: [["self", "PGPU ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "PGPU ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "PGPU ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_compatibility_metadata: { params: [["self", "PGPU ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_is_system_display_device: { params: [["self", "PGPU ref"]], result: "bool", role: "read-only", implicit: true },
      get_dom0_access: { params: [["self", "PGPU ref"]], result: "enum pgpu_dom0_access", role: "read-only", implicit: true },
      get_supported_VGPU_max_capacities: { params: [["self", "PGPU ref"]], result: "(VGPU_type ref -> int) map", role: "read-only", implicit: true },
      get_resident_VGPUs: { params: [["self", "PGPU ref"]], result: "VGPU ref set", role: "read-only", implicit: true },
      get_enabled_VGPU_types: { params: [["self", "PGPU ref"]], result: "VGPU_type ref set", role: "read-only", implicit: true },
      get_supported_VGPU_types: { params: [["self", "PGPU ref"]], result: "VGPU_type ref set", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "PGPU ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_host: { params: [["self", "PGPU ref"]], result: "host ref", role: "read-only", implicit: true },
      get_GPU_group: { params: [["self", "PGPU ref"]], result: "GPU_group ref", role: "read-only", implicit: true },
      get_PCI: { params: [["self", "PGPU ref"]], result: "PCI ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "PGPU ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "PGPU ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "PGPU ref"]], result: "PGPU record", role: "read-only", implicit: true },
    },
  },
  GPU_group: {
    fields: {
      uuid: ["string", "RO", "later"],
      name_label: ["string", "RW", "later"],
      name_description: ["string", "RW", "later"],
      PGPUs: ["PGPU ref set", "RO", "later"],
      VGPUs: ["VGPU ref set", "RO", "later"],
      GPU_types: ["string set", "RO", "later"],
      other_config: ["(string -> string) map", "RW", "later"],
      allocation_algorithm: ["enum allocation_algorithm", "RW", "later"],
      supported_VGPU_types: ["VGPU_type ref set", "RO", "later"],
      enabled_VGPU_types: ["VGPU_type ref set", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(GPU_group ref -> GPU_group record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "GPU_group ref set", role: "read-only", implicit: true },
      get_remaining_capacity: { params: [["self", "GPU_group ref"], ["vgpu_type", "VGPU_type ref"]], result: "int", role: "read-only" },
      destroy: { params: [["self", "GPU_group ref"]], result: "void", role: "pool-operator" },
      create: { params: [["name_label?", "string"], ["name_description?", "string"], ["other_config?", "(string -> string) map"]], result: "GPU_group ref", role: "pool-operator" },
      set_allocation_algorithm: { params: [["self", "GPU_group ref"], ["value", "enum allocation_algorithm"]], result: "void", role: "pool-operator", implicit: true },
      remove_from_other_config: { params: [["self", "GPU_group ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "GPU_group ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "GPU_group ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      set_name_description: { params: [["self", "GPU_group ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_name_label: { params: [["self", "GPU_group ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      get_enabled_VGPU_types: { params: [["self", "GPU_group ref"]], result: "VGPU_type ref set", role: "read-only", implicit: true },
      get_supported_VGPU_types: { params: [["self", "GPU_group ref"]], result: "VGPU_type ref set", role: "read-only", implicit: true },
      get_allocation_algorithm: { params: [["self", "GPU_group ref"]], result: "enum allocation_algorithm", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "GPU_group ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_GPU_types: { params: [["self", "GPU_group ref"]], result: "string set", role: "read-only", implicit: true },
      get_VGPUs: { params: [["self", "GPU_group ref"]], result: "VGPU ref set", role: "read-only", implicit: true },
      get_PGPUs: { params: [["self", "GPU_group ref"]], result: "PGPU ref set", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "GPU_group ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "GPU_group ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "GPU_group ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "GPU_group ref set", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "GPU_group ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "GPU_group ref"]], result: "GPU_group record", role: "read-only", implicit: true },
    },
  },
  VGPU: {
    fields: {
      uuid: ["string", "RO", "later"],
      VM: ["VM ref", "RO", "later"],
      GPU_group: ["GPU_group ref", "RO", "later"],
      device: ["string", "RO", "later"],
      currently_attached: ["bool", "RO", "later"],
      other_config: ["(string -> string) map", "RW", "later"],
      type: ["VGPU_type ref", "RO", "later"],
      resident_on: ["PGPU ref", "RO", "later"],
      scheduled_to_be_resident_on: ["PGPU ref", "RO", "later"],
      compatibility_metadata: ["(string -> string) map", "RO", "later"],
      extra_args: ["string", "RW", "later"],
      PCI: ["PCI ref", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(VGPU ref -> VGPU record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VGPU ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "VGPU ref"]], result: "void", role: "pool-operator" },
      create: { params: [["VM", "VM ref"], ["GPU_group", "GPU_group ref"], ["device?", "string"], ["other_config?", "(string -> string) map"], ["type?", "VGPU_type ref"]], result: "VGPU ref", role: "pool-operator" },
      set_extra_args: { params: [["self", "VGPU ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      remove_from_other_config: { params: [["self", "VGPU ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "VGPU ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "VGPU ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_PCI: { params: [["self", "VGPU ref"]], result: "PCI ref", role: "read-only", implicit: true },
      get_extra_args: { params: [["self", "VGPU ref"]], result: "string", role: "read-only", implicit: true },
      get_compatibility_metadata: { params: [["self", "VGPU ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_scheduled_to_be_resident_on: { params: [["self", "VGPU ref"]], result: "PGPU ref", role: "read-only", implicit: true },
      get_resident_on: { params: [["self", "VGPU ref"]], result: "PGPU ref", role: "read-only", implicit: true },
      get_type: { params: [["self", "VGPU ref"]], result: "VGPU_type ref", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "VGPU ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_currently_attached: { params: [["self", "VGPU ref"]], result: "bool", role: "read-only", implicit: true },
      get_device: { params: [["self", "VGPU ref"]], result: "string", role: "read-only", implicit: true },
      get_GPU_group: { params: [["self", "VGPU ref"]], result: "GPU_group ref", role: "read-only", implicit: true },
      get_VM: { params: [["self", "VGPU ref"]], result: "VM ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VGPU ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VGPU ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VGPU ref"]], result: "VGPU record", role: "read-only", implicit: true },
    },
  },
  VGPU_type: {
    fields: {
      uuid: ["string", "RO", "later"],
      vendor_name: ["string", "static", "later"],
      model_name: ["string", "static", "later"],
      framebuffer_size: ["int", "static", "later"],
      max_heads: ["int", "static", "later"],
      max_resolution_x: ["int", "static", "later"],
      max_resolution_y: ["int", "static", "later"],
      supported_on_PGPUs: ["PGPU ref set", "RO", "later"],
      enabled_on_PGPUs: ["PGPU ref set", "RO", "later"],
      VGPUs: ["VGPU ref set", "RO", "later"],
      supported_on_GPU_groups: ["GPU_group ref set", "RO", "later"],
      enabled_on_GPU_groups: ["GPU_group ref set", "RO", "later"],
      implementation: ["enum vgpu_type_implementation", "static", "later"],
      identifier: ["string", "static", "later"],
      experimental: ["bool", "static", "later"],
      compatible_types_in_vm: ["VGPU_type ref set", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(VGPU_type ref -> VGPU_type record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VGPU_type ref set", role: "read-only", implicit: true },
      get_compatible_types_in_vm: { params: [["self", "VGPU_type ref"]], result: "VGPU_type ref set", role: "read-only", implicit: true },
      get_experimental: { params: [["self", "VGPU_type ref"]], result: "bool", role: "read-only", implicit: true },
      get_identifier: { params: [["self", "VGPU_type ref"]], result: "string", role: "read-only", implicit: true },
      get_implementation: { params: [["self", "VGPU_type ref"]], result: "enum vgpu_type_implementation", role: "read-only", implicit: true },
      get_enabled_on_GPU_groups: { params: [["self", "VGPU_type ref"]], result: "GPU_group ref set", role: "read-only", implicit: true },
      get_supported_on_GPU_groups: { params: [["self", "VGPU_type ref"]], result: "GPU_group ref set", role: "read-only", implicit: true },
      get_VGPUs: { params: [["self", "VGPU_type ref"]], result: "VGPU ref set", role: "read-only", implicit: true },
      get_enabled_on_PGPUs: { params: [["self", "VGPU_type ref"]], result: "PGPU ref set", role: "read-only", implicit: true },
      get_supported_on_PGPUs: { params: [["self", "VGPU_type ref"]], result: "PGPU ref set", role: "read-only", implicit: true },
      get_max_resolution_y: { params: [["self", "VGPU_type ref"]], result: "int", role: "read-only", implicit: true },
      get_max_resolution_x: { params: [["self", "VGPU_type ref"]], result: "int", role: "read-only", implicit: true },
      get_max_heads: { params: [["self", "VGPU_type ref"]], result: "int", role: "read-only", implicit: true },
      get_framebuffer_size: { params: [["self", "VGPU_type ref"]], result: "int", role: "read-only", implicit: true },
      get_model_name: { params: [["self", "VGPU_type ref"]], result: "string", role: "read-only", implicit: true },
      get_vendor_name: { params: [["self", "VGPU_type ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VGPU_type ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VGPU_type ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VGPU_type ref"]], result: "VGPU_type record", role: "read-only", implicit: true },
    },
  },
  PVS_site: {
    fields: {
      uuid: ["string", "RO", "later"],
      name_label: ["string", "RW", "later"],
      name_description: ["string", "RW", "later"],
      PVS_uuid: ["string", "static", "later"],
      cache_storage: ["PVS_cache_storage ref set", "RO", "later"],
      servers: ["PVS_server ref set", "RO", "later"],
      proxies: ["PVS_proxy ref set", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(PVS_site ref -> PVS_site record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "PVS_site ref set", role: "read-only", implicit: true },
      set_PVS_uuid: { params: [["self", "PVS_site ref"], ["value", "string"]], result: "void", role: "pool-operator" },
      forget: { params: [["self", "PVS_site ref"]], result: "void", role: "pool-operator" },
      introduce: { params: [["name_label", "string"], ["name_description", "string"], ["PVS_uuid", "string"]], result: "PVS_site ref", role: "pool-operator" },
      set_name_description: { params: [["self", "PVS_site ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_name_label: { params: [["self", "PVS_site ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      get_proxies: { params: [["self", "PVS_site ref"]], result: "PVS_proxy ref set", role: "read-only", implicit: true },
      get_servers: { params: [["self", "PVS_site ref"]], result: "PVS_server ref set", role: "read-only", implicit: true },
      get_cache_storage: { params: [["self", "PVS_site ref"]], result: "PVS_cache_storage ref set", role: "read-only", implicit: true },
      get_PVS_uuid: { params: [["self", "PVS_site ref"]], result: "string", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "PVS_site ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "PVS_site ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "PVS_site ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "PVS_site ref set", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "PVS_site ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "PVS_site ref"]], result: "PVS_site record", role: "read-only", implicit: true },
    },
  },
  PVS_server: {
    fields: {
      uuid: ["string", "RO", "later"],
      addresses: ["string set", "static", "later"],
      first_port: ["int", "static", "later"],
      last_port: ["int", "static", "later"],
      site: ["PVS_site ref", "static", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(PVS_server ref -> PVS_server record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "PVS_server ref set", role: "read-only", implicit: true },
      forget: { params: [["self", "PVS_server ref"]], result: "void", role: "pool-operator" },
      introduce: { params: [["addresses", "string set"], ["first_port", "int"], ["last_port", "int"], ["site", "PVS_site ref"]], result: "PVS_server ref", role: "pool-operator" },
      get_site: { params: [["self", "PVS_server ref"]], result: "PVS_site ref", role: "read-only", implicit: true },
      get_last_port: { params: [["self", "PVS_server ref"]], result: "int", role: "read-only", implicit: true },
      get_first_port: { params: [["self", "PVS_server ref"]], result: "int", role: "read-only", implicit: true },
      get_addresses: { params: [["self", "PVS_server ref"]], result: "string set", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "PVS_server ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "PVS_server ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "PVS_server ref"]], result: "PVS_server record", role: "read-only", implicit: true },
    },
  },
  PVS_proxy: {
    fields: {
      uuid: ["string", "RO", "later"],
      site: ["PVS_site ref", "static", "later"],
      VIF: ["VIF ref", "static", "later"],
      currently_attached: ["bool", "RO", "later"],
      status: ["enum pvs_proxy_status", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(PVS_proxy ref -> PVS_proxy record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "PVS_proxy ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "PVS_proxy ref"]], result: "void", role: "pool-operator" },
      create: { params: [["site", "PVS_site ref"], ["VIF", "VIF ref"]], result: "PVS_proxy ref", role: "pool-operator" },
      get_status: { params: [["self", "PVS_proxy ref"]], result: "enum pvs_proxy_status", role: "read-only", implicit: true },
      get_currently_attached: { params: [["self", "PVS_proxy ref"]], result: "bool", role: "read-only", implicit: true },
      get_VIF: { params: [["self", "PVS_proxy ref"]], result: "VIF ref", role: "read-only", implicit: true },
      get_site: { params: [["self", "PVS_proxy ref"]], result: "PVS_site ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "PVS_proxy ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "PVS_proxy ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "PVS_proxy ref"]], result: "PVS_proxy record", role: "read-only", implicit: true },
    },
  },
  PVS_cache_storage: {
    fields: {
      uuid: ["string", "RO", "later"],
      host: ["host ref", "static", "later"],
      SR: ["SR ref", "static", "later"],
      site: ["PVS_site ref", "static", "later"],
      size: ["int", "static", "later"],
      VDI: ["VDI ref", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(PVS_cache_storage ref -> PVS_cache_storage record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "PVS_cache_storage ref set", role: "read-only", implicit: true },
      get_VDI: { params: [["self", "PVS_cache_storage ref"]], result: "VDI ref", role: "read-only", implicit: true },
      get_size: { params: [["self", "PVS_cache_storage ref"]], result: "int", role: "read-only", implicit: true },
      get_site: { params: [["self", "PVS_cache_storage ref"]], result: "PVS_site ref", role: "read-only", implicit: true },
      get_SR: { params: [["self", "PVS_cache_storage ref"]], result: "SR ref", role: "read-only", implicit: true },
      get_host: { params: [["self", "PVS_cache_storage ref"]], result: "host ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "PVS_cache_storage ref"]], result: "string", role: "read-only", implicit: true },
      destroy: { params: [["self", "PVS_cache_storage ref"]], result: "void", role: "pool-operator", implicit: true },
      create: { params: [["args", "PVS_cache_storage record"]], result: "PVS_cache_storage ref", role: "pool-operator", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "PVS_cache_storage ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "PVS_cache_storage ref"]], result: "PVS_cache_storage record", role: "read-only", implicit: true },
    },
  },
  Feature: {
    fields: {
      uuid: ["string", "RO", "later"],
      name_label: ["string", "static"],
      name_description: ["string", "static"],
      enabled: ["bool", "RO", "later"],
      experimental: ["bool", "static", "later"],
      version: ["string", "static", "later"],
      host: ["host ref", "RO", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(Feature ref -> Feature record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "Feature ref set", role: "read-only", implicit: true },
      get_host: { params: [["self", "Feature ref"]], result: "host ref", role: "read-only", implicit: true },
      get_version: { params: [["self", "Feature ref"]], result: "string", role: "read-only", implicit: true },
      get_experimental: { params: [["self", "Feature ref"]], result: "bool", role: "read-only", implicit: true },
      get_enabled: { params: [["self", "Feature ref"]], result: "bool", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "Feature ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "Feature ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "Feature ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "Feature ref set", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "Feature ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "Feature ref"]], result: "Feature record", role: "read-only", implicit: true },
    },
  },
  SDN_controller: {
    fields: {
      uuid: ["string", "RO", "later"],
      protocol: ["enum sdn_controller_protocol", "static", "later"],
      address: ["string", "static", "later"],
      port: ["int", "static", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(SDN_controller ref -> SDN_controller record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "SDN_controller ref set", role: "read-only", implicit: true },
      forget: { params: [["self", "SDN_controller ref"]], result: "void", role: "pool-operator" },
      introduce: { params: [["protocol?", "enum sdn_controller_protocol"], ["address?", "string"], ["port?", "int"]], result: "SDN_controller ref", role: "pool-operator" },
      get_port: { params: [["self", "SDN_controller ref"]], result: "int", role: "read-only", implicit: true },
      get_address: { params: [["self", "SDN_controller ref"]], result: "string", role: "read-only", implicit: true },
      get_protocol: { params: [["self", "SDN_controller ref"]], result: "enum sdn_controller_protocol", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "SDN_controller ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "SDN_controller ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "SDN_controller ref"]], result: "SDN_controller record", role: "read-only", implicit: true },
    },
  },
  vdi_nbd_server_info: {
    fields: {
      exportname: ["string", "RO", "later"],
      address: ["string", "RO", "later"],
      port: ["int", "RO", "later"],
      cert: ["string", "RO", "later"],
      subject: ["string", "RO", "later"],
    },
    messages: {
    },
  },
  PUSB: {
    fields: {
      uuid: ["string", "RO", "later"],
      USB_group: ["USB_group ref", "static", "later"],
      host: ["host ref", "static", "later"],
      path: ["string", "static", "later"],
      vendor_id: ["string", "static", "later"],
      vendor_desc: ["string", "static", "later"],
      product_id: ["string", "static", "later"],
      product_desc: ["string", "static", "later"],
      serial: ["string", "static", "later"],
      version: ["string", "static", "later"],
      description: ["string", "static", "later"],
      passthrough_enabled: ["bool", "RO", "later"],
      other_config: ["(string -> string) map", "RW", "later"],
      speed: ["float", "static", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(PUSB ref -> PUSB record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "PUSB ref set", role: "read-only", implicit: true },
      set_passthrough_enabled: { params: [["self", "PUSB ref"], ["value", "bool"]], result: "void", role: "pool-admin" },
      scan: { params: [["host", "host ref"]], result: "void", role: "pool-admin" },
      remove_from_other_config: { params: [["self", "PUSB ref"], ["key", "string"]], result: "void", role: "pool-admin", implicit: true },
      add_to_other_config: { params: [["self", "PUSB ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-admin", implicit: true },
      set_other_config: { params: [["self", "PUSB ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-admin", implicit: true },
      get_speed: { params: [["self", "PUSB ref"]], result: "float", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "PUSB ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_passthrough_enabled: { params: [["self", "PUSB ref"]], result: "bool", role: "read-only", implicit: true },
      get_description: { params: [["self", "PUSB ref"]], result: "string", role: "read-only", implicit: true },
      get_version: { params: [["self", "PUSB ref"]], result: "string", role: "read-only", implicit: true },
      get_serial: { params: [["self", "PUSB ref"]], result: "string", role: "read-only", implicit: true },
      get_product_desc: { params: [["self", "PUSB ref"]], result: "string", role: "read-only", implicit: true },
      get_product_id: { params: [["self", "PUSB ref"]], result: "string", role: "read-only", implicit: true },
      get_vendor_desc: { params: [["self", "PUSB ref"]], result: "string", role: "read-only", implicit: true },
      get_vendor_id: { params: [["self", "PUSB ref"]], result: "string", role: "read-only", implicit: true },
      get_path: { params: [["self", "PUSB ref"]], result: "string", role: "read-only", implicit: true },
      get_host: { params: [["self", "PUSB ref"]], result: "host ref", role: "read-only", implicit: true },
      get_USB_group: { params: [["self", "PUSB ref"]], result: "USB_group ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "PUSB ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "PUSB ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "PUSB ref"]], result: "PUSB record", role: "read-only", implicit: true },
    },
  },
  USB_group: {
    fields: {
      uuid: ["string", "RO", "later"],
      name_label: ["string", "RW", "later"],
      name_description: ["string", "RW", "later"],
      PUSBs: ["PUSB ref set", "RO", "later"],
      VUSBs: ["VUSB ref set", "RO", "later"],
      other_config: ["(string -> string) map", "RW", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(USB_group ref -> USB_group record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "USB_group ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "USB_group ref"]], result: "void", role: "pool-admin" },
      create: { params: [["name_label?", "string"], ["name_description?", "string"], ["other_config?", "(string -> string) map"]], result: "USB_group ref", role: "pool-admin" },
      remove_from_other_config: { params: [["self", "USB_group ref"], ["key", "string"]], result: "void", role: "pool-admin", implicit: true },
      add_to_other_config: { params: [["self", "USB_group ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-admin", implicit: true },
      set_other_config: { params: [["self", "USB_group ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-admin", implicit: true },
      set_name_description: { params: [["self", "USB_group ref"], ["value", "string"]], result: "void", role: "pool-admin", implicit: true },
      set_name_label: { params: [["self", "USB_group ref"], ["value", "string"]], result: "void", role: "pool-admin", implicit: true },
      get_other_config: { params: [["self", "USB_group ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_VUSBs: { params: [["self", "USB_group ref"]], result: "VUSB ref set", role: "read-only", implicit: true },
      get_PUSBs: { params: [["self", "USB_group ref"]], result: "PUSB ref set", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "USB_group ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "USB_group ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "USB_group ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "USB_group ref set", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "USB_group ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "USB_group ref"]], result: "USB_group record", role: "read-only", implicit: true },
    },
  },
  VUSB: {
    fields: {
      uuid: ["string", "RO", "later"],
      allowed_operations: ["enum vusb_operations set", "RO"],
      current_operations: ["(string -> enum vusb_operations) map", "RO"],
      VM: ["VM ref", "RO", "later"],
      USB_group: ["USB_group ref", "RO", "later"],
      other_config: ["(string -> string) map", "RW", "later"],
      currently_attached: ["bool", "RO"],
    },
    messages: {
      get_all_records: { params: [], result: "(VUSB ref -> VUSB record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "VUSB ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "VUSB ref"]], result: "void", role: "pool-admin" },
      unplug: { params: [["self", "VUSB ref"]], result: "void", role: "pool-admin" },
      create: { params: [["VM", "VM ref"], ["USB_group", "USB_group ref"], ["other_config?", "(string -> string) map"]], result: "VUSB ref", role: "pool-admin" },
      remove_from_other_config: { params: [["self", "VUSB ref"], ["key", "string"]], result: "void", role: "pool-admin", implicit: true },
      add_to_other_config: { params: [["self", "VUSB ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-admin", implicit: true },
      set_other_config: { params: [["self", "VUSB ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-admin", implicit: true },
      get_currently_attached: { params: [["self", "VUSB ref"]], result: "bool", role: "read-only", implicit: true },
      get_other_config: { params: [["self", "VUSB ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_USB_group: { params: [["self", "VUSB ref"]], result: "USB_group ref", role: "read-only", implicit: true },
      get_VM: { params: [["self", "VUSB ref"]], result: "VM ref", role: "read-only", implicit: true },
      get_current_operations: { params: [["self", "VUSB ref"]], result: "(string -> enum vusb_operations) map", role: "read-only", implicit: true },
      get_allowed_operations: { params: [["self", "VUSB ref"]], result: "enum vusb_operations set", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "VUSB ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "VUSB ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "VUSB ref"]], result: "VUSB record", role: "read-only", implicit: true },
    },
  },
  Cluster: {
    fields: {
      uuid: ["string", "RO", "later"],
      cluster_hosts: ["Cluster_host ref set", "RO", "later"],
      pending_forget: ["string set", "RO", "later"],
      cluster_token: ["string", "static", "later"],
      cluster_stack: ["string", "static", "later"],
      is_quorate: ["bool", "RO", "later"],
      quorum: ["int", "RO", "later"],
      live_hosts: ["int", "RO", "later"],
      allowed_operations: ["enum cluster_operation set", "RO"],
      current_operations: ["(string -> enum cluster_operation) map", "RO"],
      pool_auto_join: ["bool", "static", "later"],
      token_timeout: ["float", "static", "later"],
      token_timeout_coefficient: ["float", "static", "later"],
      cluster_config: ["(string -> string) map", "static", "later"],
      other_config: ["(string -> string) map", "RW", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(Cluster ref -> Cluster record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "Cluster ref set", role: "read-only", implicit: true },
      pool_resync: { params: [["self", "Cluster ref"]], result: "void", role: "pool-operator" },
      pool_destroy: { params: [["self", "Cluster ref"]], result: "void", role: "pool-operator" },
      pool_force_destroy: { params: [["self", "Cluster ref"]], result: "void", role: "pool-operator" },
      pool_create: { params: [["network", "network ref"], ["cluster_stack", "string"], ["token_timeout", "float"], ["token_timeout_coefficient", "float"]], result: "Cluster ref", role: "pool-operator" },
      get_network: { params: [["self", "Cluster ref"]], result: "network ref", role: "read-only" },
      destroy: { params: [["self", "Cluster ref"]], result: "void", role: "pool-operator" },
      create: { params: [["PIF", "PIF ref"], ["cluster_stack", "string"], ["pool_auto_join", "bool"], ["token_timeout", "float"], ["token_timeout_coefficient", "float"]], result: "Cluster ref", role: "pool-operator" },
      remove_from_other_config: { params: [["self", "Cluster ref"], ["key", "string"]], result: "void", role: "pool-operator", implicit: true },
      add_to_other_config: { params: [["self", "Cluster ref"], ["key", "string"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_other_config: { params: [["self", "Cluster ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-operator", implicit: true },
      get_other_config: { params: [["self", "Cluster ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_cluster_config: { params: [["self", "Cluster ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_token_timeout_coefficient: { params: [["self", "Cluster ref"]], result: "float", role: "read-only", implicit: true },
      get_token_timeout: { params: [["self", "Cluster ref"]], result: "float", role: "read-only", implicit: true },
      get_pool_auto_join: { params: [["self", "Cluster ref"]], result: "bool", role: "read-only", implicit: true },
      get_current_operations: { params: [["self", "Cluster ref"]], result: "(string -> enum cluster_operation) map", role: "read-only", implicit: true },
      get_allowed_operations: { params: [["self", "Cluster ref"]], result: "enum cluster_operation set", role: "read-only", implicit: true },
      get_live_hosts: { params: [["self", "Cluster ref"]], result: "int", role: "read-only", implicit: true },
      get_quorum: { params: [["self", "Cluster ref"]], result: "int", role: "read-only", implicit: true },
      get_is_quorate: { params: [["self", "Cluster ref"]], result: "bool", role: "read-only", implicit: true },
      get_cluster_stack: { params: [["self", "Cluster ref"]], result: "string", role: "read-only", implicit: true },
      get_cluster_token: { params: [["self", "Cluster ref"]], result: "string", role: "read-only", implicit: true },
      get_pending_forget: { params: [["self", "Cluster ref"]], result: "string set", role: "read-only", implicit: true },
      get_cluster_hosts: { params: [["self", "Cluster ref"]], result: "Cluster_host ref set", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "Cluster ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "Cluster ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "Cluster ref"]], result: "Cluster record", role: "read-only", implicit: true },
    },
  },
  Cluster_host: {
    fields: {
      uuid: ["string", "RO", "later"],
      cluster: ["Cluster ref", "static", "later"],
      host: ["host ref", "static", "later"],
      enabled: ["bool", "RO", "later"],
      PIF: ["PIF ref", "static", "later"],
      joined: ["bool", "RO", "later"],
      live: ["bool", "RO", "later"],
      last_update_live: ["datetime", "RO", "later"],
      allowed_operations: ["enum cluster_host_operation set", "RO"],
      current_operations: ["(string -> enum cluster_host_operation) map", "RO"],
      other_config: ["(string -> string) map", "static", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(Cluster_host ref -> Cluster_host record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "Cluster_host ref set", role: "read-only", implicit: true },
      disable: { params: [["self", "Cluster_host ref"]], result: "void", role: "pool-operator" },
      force_destroy: { params: [["self", "Cluster_host ref"]], result: "void", role: "pool-operator" },
      enable: { params: [["self", "Cluster_host ref"]], result: "void", role: "pool-operator" },
      destroy: { params: [["self", "Cluster_host ref"]], result: "void", role: "pool-operator" },
      create: { params: [["cluster", "Cluster ref"], ["host", "host ref"], ["pif", "PIF ref"]], result: "Cluster_host ref", role: "pool-operator" },
      get_other_config: { params: [["self", "Cluster_host ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_current_operations: { params: [["self", "Cluster_host ref"]], result: "(string -> enum cluster_host_operation) map", role: "read-only", implicit: true },
      get_allowed_operations: { params: [["self", "Cluster_host ref"]], result: "enum cluster_host_operation set", role: "read-only", implicit: true },
      get_last_update_live: { params: [["self", "Cluster_host ref"]], result: "datetime", role: "read-only", implicit: true },
      get_live: { params: [["self", "Cluster_host ref"]], result: "bool", role: "read-only", implicit: true },
      get_joined: { params: [["self", "Cluster_host ref"]], result: "bool", role: "read-only", implicit: true },
      get_PIF: { params: [["self", "Cluster_host ref"]], result: "PIF ref", role: "read-only", implicit: true },
      get_enabled: { params: [["self", "Cluster_host ref"]], result: "bool", role: "read-only", implicit: true },
      get_host: { params: [["self", "Cluster_host ref"]], result: "host ref", role: "read-only", implicit: true },
      get_cluster: { params: [["self", "Cluster_host ref"]], result: "Cluster ref", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "Cluster_host ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "Cluster_host ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "Cluster_host ref"]], result: "Cluster_host record", role: "read-only", implicit: true },
    },
  },
  Certificate: {
    fields: {
      uuid: ["string", "RO", "later"],
      name: ["string", "RO", "later"],
      type: ["enum certificate_type", "RO", "later"],
      host: ["host ref", "static", "later"],
      not_before: ["datetime", "static", "later"],
      not_after: ["datetime", "static", "later"],
      fingerprint: ["string", "static", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(Certificate ref -> Certificate record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "Certificate ref set", role: "read-only", implicit: true },
      get_fingerprint: { params: [["self", "Certificate ref"]], result: "string", role: "read-only", implicit: true },
      get_not_after: { params: [["self", "Certificate ref"]], result: "datetime", role: "read-only", implicit: true },
      get_not_before: { params: [["self", "Certificate ref"]], result: "datetime", role: "read-only", implicit: true },
      get_host: { params: [["self", "Certificate ref"]], result: "host ref", role: "read-only", implicit: true },
      get_type: { params: [["self", "Certificate ref"]], result: "enum certificate_type", role: "read-only", implicit: true },
      get_name: { params: [["self", "Certificate ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "Certificate ref"]], result: "string", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "Certificate ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "Certificate ref"]], result: "Certificate record", role: "read-only", implicit: true },
    },
  },
  Repository: {
    fields: {
      uuid: ["string", "RO", "later"],
      name_label: ["string", "RW"],
      name_description: ["string", "RW"],
      binary_url: ["string", "static", "later"],
      source_url: ["string", "static", "later"],
      update: ["bool", "static", "later"],
      hash: ["string", "RO", "later"],
      up_to_date: ["bool", "RO", "later"],
      gpgkey_path: ["string", "static", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(Repository ref -> Repository record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "Repository ref set", role: "read-only", implicit: true },
      set_gpgkey_path: { params: [["self", "Repository ref"], ["value", "string"]], result: "void", role: "pool-operator" },
      forget: { params: [["self", "Repository ref"]], result: "void", role: "pool-operator" },
      introduce: { params: [["name_label", "string"], ["name_description", "string"], ["binary_url", "string"], ["source_url", "string"], ["update", "bool"], ["gpgkey_path?", "string"]], result: "Repository ref", role: "pool-operator" },
      set_name_description: { params: [["self", "Repository ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      set_name_label: { params: [["self", "Repository ref"], ["value", "string"]], result: "void", role: "pool-operator", implicit: true },
      get_gpgkey_path: { params: [["self", "Repository ref"]], result: "string", role: "read-only", implicit: true },
      get_up_to_date: { params: [["self", "Repository ref"]], result: "bool", role: "read-only", implicit: true },
      get_hash: { params: [["self", "Repository ref"]], result: "string", role: "read-only", implicit: true },
      get_update: { params: [["self", "Repository ref"]], result: "bool", role: "read-only", implicit: true },
      get_source_url: { params: [["self", "Repository ref"]], result: "string", role: "read-only", implicit: true },
      get_binary_url: { params: [["self", "Repository ref"]], result: "string", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "Repository ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "Repository ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "Repository ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "Repository ref set", role: "read-only", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "Repository ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "Repository ref"]], result: "Repository record", role: "read-only", implicit: true },
    },
  },
  Observer: {
    fields: {
      uuid: ["string", "RO", "later"],
      name_label: ["string", "RW"],
      name_description: ["string", "RW"],
      hosts: ["host ref set", "static", "later"],
      attributes: ["(string -> string) map", "static", "later"],
      endpoints: ["string set", "static", "later"],
      components: ["string set", "static", "later"],
      enabled: ["bool", "static", "later"],
    },
    messages: {
      get_all_records: { params: [], result: "(Observer ref -> Observer record) map", role: "read-only", implicit: true },
      get_all: { params: [], result: "Observer ref set", role: "read-only", implicit: true },
      set_components: { params: [["self", "Observer ref"], ["value", "string set"]], result: "void", role: "pool-admin" },
      set_endpoints: { params: [["self", "Observer ref"], ["value", "string set"]], result: "void", role: "pool-admin" },
      set_attributes: { params: [["self", "Observer ref"], ["value", "(string -> string) map"]], result: "void", role: "pool-admin" },
      set_enabled: { params: [["self", "Observer ref"], ["value", "bool"]], result: "void", role: "pool-admin" },
      set_hosts: { params: [["self", "Observer ref"], ["value", "host ref set"]], result: "void", role: "pool-admin" },
      set_name_description: { params: [["self", "Observer ref"], ["value", "string"]], result: "void", role: "pool-admin", implicit: true },
      set_name_label: { params: [["self", "Observer ref"], ["value", "string"]], result: "void", role: "pool-admin", implicit: true },
      get_enabled: { params: [["self", "Observer ref"]], result: "bool", role: "read-only", implicit: true },
      get_components: { params: [["self", "Observer ref"]], result: "string set", role: "read-only", implicit: true },
      get_endpoints: { params: [["self", "Observer ref"]], result: "string set", role: "read-only", implicit: true },
      get_attributes: { params: [["self", "Observer ref"]], result: "(string -> string) map", role: "read-only", implicit: true },
      get_hosts: { params: [["self", "Observer ref"]], result: "host ref set", role: "read-only", implicit: true },
      get_name_description: { params: [["self", "Observer ref"]], result: "string", role: "read-only", implicit: true },
      get_name_label: { params: [["self", "Observer ref"]], result: "string", role: "read-only", implicit: true },
      get_uuid: { params: [["self", "Observer ref"]], result: "string", role: "read-only", implicit: true },
      get_by_name_label: { params: [["label", "string"]], result: "Observer ref set", role: "read-only", implicit: true },
      destroy: { params: [["self", "Observer ref"]], result: "void", role: "pool-admin", implicit: true },
      create: { params: [["args", "Observer record"]], result: "Observer ref", role: "pool-admin", implicit: true },
      get_by_uuid: { params: [["uuid", "string"]], result: "Observer ref", role: "read-only", implicit: true },
      get_record: { params: [["self", "Observer ref"]], result: "Observer record", role: "read-only", implicit: true },
    },
  },
};

export interface sessionRecord {
  uuid: string;
  this_host: RefTo<"host"> | null;
  this_user: RefTo<"user"> | null;
  last_active: string;
  pool: boolean;
  other_config: Record<string, string>;
  is_local_superuser: boolean;
  subject: RefTo<"subject"> | null;
  validation_time: string;
  auth_user_sid: string;
  auth_user_name: string;
  rbac_permissions: string[];
  tasks: RefTo<"task">[];
  parent: RefTo<"session"> | null;
  originator?: string;
  client_certificate?: boolean;
}

export interface authRecord {
}

export interface subjectRecord {
  uuid: string;
  subject_identifier: string;
  other_config: Record<string, string>;
  roles: RefTo<"role">[];
}

export interface roleRecord {
  uuid: string;
  name_label: string;
  name_description: string;
  subroles: RefTo<"role">[];
  is_internal?: boolean;
}

export interface taskRecord {
  uuid: string;
  name_label: string;
  name_description: string;
  allowed_operations: Enum<"task_allowed_operations">[];
  current_operations: Record<string, Enum<"task_allowed_operations">>;
  created: string;
  finished: string;
  status: Enum<"task_status_type">;
  resident_on: RefTo<"host"> | null;
  progress: number;
  type: string;
  result: string;
  error_info: string[];
  other_config: Record<string, string>;
  subtask_of: RefTo<"task"> | null;
  subtasks: RefTo<"task">[];
  backtrace?: string;
}

export interface eventRecord {
  snapshot?: unknown;
  id: number;
  timestamp: string;
  class: string;
  operation: Enum<"event_operation">;
  ref: string;
  obj_uuid: string;
}

export interface poolRecord {
  uuid: string;
  name_label: string;
  name_description: string;
  master: RefTo<"host"> | null;
  default_SR: RefTo<"SR"> | null;
  suspend_image_SR: RefTo<"SR"> | null;
  crash_dump_SR: RefTo<"SR"> | null;
  other_config: Record<string, string>;
  ha_enabled: boolean;
  ha_configuration: Record<string, string>;
  ha_statefiles: string[];
  ha_host_failures_to_tolerate: number;
  ha_plan_exists_for: number;
  ha_allow_overcommit: boolean;
  ha_overcommitted: boolean;
  blobs: Record<string, RefTo<"blob"> | null>;
  tags: string[];
  gui_config: Record<string, string>;
  health_check_config?: Record<string, string>;
  wlb_url: string;
  wlb_username: string;
  wlb_enabled: boolean;
  wlb_verify_cert: boolean;
  redo_log_enabled: boolean;
  redo_log_vdi: RefTo<"VDI"> | null;
  vswitch_controller: string;
  restrictions: Record<string, string>;
  metadata_VDIs?: RefTo<"VDI">[];
  ha_cluster_stack?: string;
  allowed_operations: Enum<"pool_allowed_operations">[];
  current_operations: Record<string, Enum<"pool_allowed_operations">>;
  guest_agent_config?: Record<string, string>;
  cpu_info?: Record<string, string>;
  policy_no_vendor_device?: boolean;
  live_patching_disabled?: boolean;
  igmp_snooping_enabled?: boolean;
  uefi_certificates?: string;
  custom_uefi_certificates?: string;
  is_psr_pending?: boolean;
  tls_verification_enabled?: boolean;
  repositories?: RefTo<"Repository">[];
  client_certificate_auth_enabled?: boolean;
  client_certificate_auth_name?: string;
  repository_proxy_url?: string;
  repository_proxy_username?: string;
  repository_proxy_password?: RefTo<"secret"> | null;
  migration_compression?: boolean;
  coordinator_bias?: boolean;
  local_auth_max_threads?: number;
  ext_auth_max_threads?: number;
  telemetry_uuid?: RefTo<"secret"> | null;
  telemetry_frequency?: Enum<"telemetry_frequency">;
  telemetry_next_collection?: string;
  last_update_sync?: string;
  update_sync_frequency?: Enum<"update_sync_frequency">;
  update_sync_day?: number;
  update_sync_enabled?: boolean;
}

export interface pool_patchRecord {
  uuid: string;
  name_label: string;
  name_description: string;
  version: string;
  size: number;
  pool_applied: boolean;
  host_patches: RefTo<"host_patch">[];
  after_apply_guidance: Enum<"after_apply_guidance">[];
  pool_update?: RefTo<"pool_update"> | null;
  other_config: Record<string, string>;
}

export interface pool_updateRecord {
  uuid: string;
  name_label: string;
  name_description: string;
  version?: string;
  installation_size?: number;
  key?: string;
  after_apply_guidance?: Enum<"update_after_apply_guidance">[];
  vdi: RefTo<"VDI"> | null;
  hosts?: RefTo<"host">[];
  other_config?: Record<string, string>;
  enforce_homogeneity?: boolean;
}

export interface VMRecord {
  uuid: string;
  allowed_operations: Enum<"vm_operations">[];
  current_operations: Record<string, Enum<"vm_operations">>;
  name_label: string;
  name_description: string;
  power_state: Enum<"vm_power_state">;
  user_version: number;
  is_a_template: boolean;
  is_default_template?: boolean;
  suspend_VDI: RefTo<"VDI"> | null;
  resident_on: RefTo<"host"> | null;
  scheduled_to_be_resident_on: RefTo<"host"> | null;
  affinity: RefTo<"host"> | null;
  memory_overhead: number;
  memory_target: number;
  memory_static_max: number;
  memory_dynamic_max: number;
  memory_dynamic_min: number;
  memory_static_min: number;
  VCPUs_params: Record<string, string>;
  VCPUs_max: number;
  VCPUs_at_startup: number;
  actions_after_softreboot?: Enum<"on_softreboot_behavior">;
  actions_after_shutdown: Enum<"on_normal_exit">;
  actions_after_reboot: Enum<"on_normal_exit">;
  actions_after_crash: Enum<"on_crash_behaviour">;
  consoles: RefTo<"console">[];
  VIFs: RefTo<"VIF">[];
  VBDs: RefTo<"VBD">[];
  VUSBs: RefTo<"VUSB">[];
  crash_dumps: RefTo<"crashdump">[];
  VTPMs: RefTo<"VTPM">[];
  PV_bootloader: string;
  PV_kernel: string;
  PV_ramdisk: string;
  PV_args: string;
  PV_bootloader_args: string;
  PV_legacy_args: string;
  HVM_boot_policy: string;
  HVM_boot_params: Record<string, string>;
  HVM_shadow_multiplier: number;
  platform: Record<string, string>;
  PCI_bus: string;
  other_config: Record<string, string>;
  domid: number;
  domarch: string;
  last_boot_CPU_flags: Record<string, string>;
  is_control_domain: boolean;
  metrics: RefTo<"VM_metrics"> | null;
  guest_metrics: RefTo<"VM_guest_metrics"> | null;
  last_booted_record: string;
  recommendations: string;
  xenstore_data: Record<string, string>;
  ha_always_run: boolean;
  ha_restart_priority: string;
  is_a_snapshot: boolean;
  snapshot_of: RefTo<"VM"> | null;
  snapshots: RefTo<"VM">[];
  snapshot_time: string;
  transportable_snapshot_id: string;
  blobs: Record<string, RefTo<"blob"> | null>;
  tags: string[];
  blocked_operations: Record<string, string>;
  snapshot_info: Record<string, string>;
  snapshot_metadata: string;
  parent: RefTo<"VM"> | null;
  children: RefTo<"VM">[];
  bios_strings: Record<string, string>;
  protection_policy?: RefTo<"VMPP"> | null;
  is_snapshot_from_vmpp?: boolean;
  snapshot_schedule?: RefTo<"VMSS"> | null;
  is_vmss_snapshot?: boolean;
  appliance: RefTo<"VM_appliance"> | null;
  start_delay?: number;
  shutdown_delay?: number;
  order?: number;
  VGPUs?: RefTo<"VGPU">[];
  attached_PCIs?: RefTo<"PCI">[];
  suspend_SR?: RefTo<"SR"> | null;
  version?: number;
  generation_id?: string;
  hardware_platform_version?: number;
  has_vendor_device?: boolean;
  requires_reboot?: boolean;
  reference_label?: string;
  domain_type?: Enum<"domain_type">;
  NVRAM?: Record<string, string>;
  pending_guidances?: Enum<"update_guidances">[];
  pending_guidances_recommended?: Enum<"update_guidances">[];
  pending_guidances_full?: Enum<"update_guidances">[];
}

export interface VM_metricsRecord {
  uuid: string;
  memory_actual: number;
  VCPUs_number: number;
  VCPUs_utilisation: Record<string, number>;
  VCPUs_CPU: Record<string, number>;
  VCPUs_params: Record<string, string>;
  VCPUs_flags: Record<string, string[]>;
  state: string[];
  start_time: string;
  install_time: string;
  last_updated: string;
  other_config: Record<string, string>;
  hvm?: boolean;
  nested_virt?: boolean;
  nomigrate?: boolean;
  current_domain_type?: Enum<"domain_type">;
}

export interface VM_guest_metricsRecord {
  uuid: string;
  os_version: Record<string, string>;
  PV_drivers_version: Record<string, string>;
  PV_drivers_up_to_date: boolean;
  memory: Record<string, string>;
  disks: Record<string, string>;
  networks: Record<string, string>;
  other: Record<string, string>;
  last_updated: string;
  other_config: Record<string, string>;
  live: boolean;
  can_use_hotplug_vbd?: Enum<"tristate_type">;
  can_use_hotplug_vif?: Enum<"tristate_type">;
  PV_drivers_detected?: boolean;
}

export interface VMPPRecord {
  uuid?: string;
  name_label: string;
  name_description: string;
  is_policy_enabled?: boolean;
  backup_type?: Enum<"vmpp_backup_type">;
  backup_retention_value?: number;
  backup_frequency?: Enum<"vmpp_backup_frequency">;
  backup_schedule?: Record<string, string>;
  is_backup_running?: boolean;
  backup_last_run_time?: string;
  archive_target_type?: Enum<"vmpp_archive_target_type">;
  archive_target_config?: Record<string, string>;
  archive_frequency?: Enum<"vmpp_archive_frequency">;
  archive_schedule?: Record<string, string>;
  is_archive_running?: boolean;
  archive_last_run_time?: string;
  VMs?: RefTo<"VM">[];
  is_alarm_enabled?: boolean;
  alarm_config?: Record<string, string>;
  recent_alerts?: string[];
}

export interface VMSSRecord {
  uuid: string;
  name_label: string;
  name_description: string;
  enabled: boolean;
  type: Enum<"vmss_type">;
  retained_snapshots: number;
  frequency: Enum<"vmss_frequency">;
  schedule: Record<string, string>;
  last_run_time: string;
  VMs: RefTo<"VM">[];
}

export interface VM_applianceRecord {
  uuid: string;
  name_label: string;
  name_description: string;
  allowed_operations: Enum<"vm_appliance_operation">[];
  current_operations: Record<string, Enum<"vm_appliance_operation">>;
  VMs: RefTo<"VM">[];
}

export interface DR_taskRecord {
  uuid: string;
  introduced_SRs: RefTo<"SR">[];
}

export interface hostRecord {
  uuid: string;
  name_label: string;
  name_description: string;
  memory_overhead: number;
  allowed_operations: Enum<"host_allowed_operations">[];
  current_operations: Record<string, Enum<"host_allowed_operations">>;
  API_version_major: number;
  API_version_minor: number;
  API_version_vendor: string;
  API_version_vendor_implementation: Record<string, string>;
  enabled: boolean;
  software_version: Record<string, string>;
  other_config: Record<string, string>;
  capabilities: string[];
  cpu_configuration: Record<string, string>;
  sched_policy: string;
  supported_bootloaders: string[];
  resident_VMs: RefTo<"VM">[];
  logging: Record<string, string>;
  PIFs: RefTo<"PIF">[];
  suspend_image_sr: RefTo<"SR"> | null;
  crash_dump_sr: RefTo<"SR"> | null;
  crashdumps: RefTo<"host_crashdump">[];
  patches: RefTo<"host_patch">[];
  updates?: RefTo<"pool_update">[];
  PBDs: RefTo<"PBD">[];
  host_CPUs: RefTo<"host_cpu">[];
  cpu_info: Record<string, string>;
  hostname: string;
  address: string;
  metrics: RefTo<"host_metrics"> | null;
  license_params: Record<string, string>;
  ha_statefiles: string[];
  ha_network_peers: string[];
  blobs: Record<string, RefTo<"blob"> | null>;
  tags: string[];
  external_auth_type: string;
  external_auth_service_name: string;
  external_auth_configuration: Record<string, string>;
  edition: string;
  license_server: Record<string, string>;
  bios_strings: Record<string, string>;
  power_on_mode: string;
  power_on_config: Record<string, string>;
  local_cache_sr?: RefTo<"SR"> | null;
  chipset_info?: Record<string, string>;
  PCIs?: RefTo<"PCI">[];
  PGPUs?: RefTo<"PGPU">[];
  PUSBs?: RefTo<"PUSB">[];
  ssl_legacy?: boolean;
  guest_VCPUs_params?: Record<string, string>;
  display?: Enum<"host_display">;
  virtual_hardware_platform_versions?: number[];
  control_domain?: RefTo<"VM"> | null;
  updates_requiring_reboot?: RefTo<"pool_update">[];
  features?: RefTo<"Feature">[];
  iscsi_iqn?: string;
  multipathing?: boolean;
  uefi_certificates?: string;
  certificates?: RefTo<"Certificate">[];
  editions?: string[];
  pending_guidances?: Enum<"update_guidances">[];
  tls_verification_enabled?: boolean;
  last_software_update?: string;
  https_only?: boolean;
  latest_synced_updates_applied?: Enum<"latest_synced_updates_applied_state">;
  numa_affinity_policy?: Enum<"host_numa_affinity_policy">;
  pending_guidances_recommended?: Enum<"update_guidances">[];
  pending_guidances_full?: Enum<"update_guidances">[];
  last_update_hash?: string;
}

export interface host_crashdumpRecord {
  uuid: string;
  host: RefTo<"host"> | null;
  timestamp: string;
  size: number;
  other_config: Record<string, string>;
}

export interface host_patchRecord {
  uuid: string;
  name_label: string;
  name_description: string;
  version: string;
  host: RefTo<"host"> | null;
  applied: boolean;
  timestamp_applied: string;
  size: number;
  pool_patch: RefTo<"pool_patch"> | null;
  other_config: Record<string, string>;
}

export interface host_metricsRecord {
  uuid: string;
  memory_total: number;
  memory_free: number;
  live: boolean;
  last_updated: string;
  other_config: Record<string, string>;
}

export interface host_cpuRecord {
  uuid: string;
  host: RefTo<"host"> | null;
  number: number;
  vendor: string;
  speed: number;
  modelname: string;
  family: number;
  model: number;
  stepping: string;
  flags: string;
  features: string;
  utilisation: number;
  other_config: Record<string, string>;
}

export interface networkRecord {
  uuid: string;
  name_label: string;
  name_description: string;
  allowed_operations: Enum<"network_operations">[];
  current_operations: Record<string, Enum<"network_operations">>;
  VIFs: RefTo<"VIF">[];
  PIFs: RefTo<"PIF">[];
  MTU: number;
  other_config: Record<string, string>;
  bridge: string;
  managed?: boolean;
  blobs: Record<string, RefTo<"blob"> | null>;
  tags: string[];
  default_locking_mode?: Enum<"network_default_locking_mode">;
  assigned_ips?: Record<string, string>;
  purpose?: Enum<"network_purpose">[];
}

export interface VIFRecord {
  uuid: string;
  allowed_operations: Enum<"vif_operations">[];
  current_operations: Record<string, Enum<"vif_operations">>;
  device: string;
  network: RefTo<"network"> | null;
  VM: RefTo<"VM"> | null;
  MAC: string;
  MTU: number;
  other_config: Record<string, string>;
  currently_attached: boolean;
  status_code: number;
  status_detail: string;
  runtime_properties: Record<string, string>;
  qos_algorithm_type: string;
  qos_algorithm_params: Record<string, string>;
  qos_supported_algorithms: string[];
  metrics: RefTo<"VIF_metrics"> | null;
  MAC_autogenerated: boolean;
  locking_mode?: Enum<"vif_locking_mode">;
  ipv4_allowed?: string[];
  ipv6_allowed?: string[];
  ipv4_configuration_mode?: Enum<"vif_ipv4_configuration_mode">;
  ipv4_addresses?: string[];
  ipv4_gateway?: string;
  ipv6_configuration_mode?: Enum<"vif_ipv6_configuration_mode">;
  ipv6_addresses?: string[];
  ipv6_gateway?: string;
}

export interface VIF_metricsRecord {
  uuid: string;
  io_read_kbs: number;
  io_write_kbs: number;
  last_updated: string;
  other_config: Record<string, string>;
}

export interface PIFRecord {
  uuid: string;
  device: string;
  network: RefTo<"network"> | null;
  host: RefTo<"host"> | null;
  MAC: string;
  MTU: number;
  VLAN: number;
  metrics: RefTo<"PIF_metrics"> | null;
  physical: boolean;
  currently_attached: boolean;
  ip_configuration_mode: Enum<"ip_configuration_mode">;
  IP: string;
  netmask: string;
  gateway: string;
  DNS: string;
  bond_slave_of: RefTo<"Bond"> | null;
  bond_master_of: RefTo<"Bond">[];
  VLAN_master_of: RefTo<"VLAN"> | null;
  VLAN_slave_of: RefTo<"VLAN">[];
  management: boolean;
  other_config: Record<string, string>;
  disallow_unplug: boolean;
  tunnel_access_PIF_of?: RefTo<"tunnel">[];
  tunnel_transport_PIF_of?: RefTo<"tunnel">[];
  ipv6_configuration_mode?: Enum<"ipv6_configuration_mode">;
  IPv6?: string[];
  ipv6_gateway?: string;
  primary_address_type?: Enum<"primary_address_type">;
  managed?: boolean;
  properties?: Record<string, string>;
  capabilities?: string[];
  igmp_snooping_status?: Enum<"pif_igmp_status">;
  sriov_physical_PIF_of?: RefTo<"network_sriov">[];
  sriov_logical_PIF_of?: RefTo<"network_sriov">[];
  PCI?: RefTo<"PCI"> | null;
}

export interface PIF_metricsRecord {
  uuid: string;
  io_read_kbs: number;
  io_write_kbs: number;
  carrier: boolean;
  vendor_id: string;
  vendor_name: string;
  device_id: string;
  device_name: string;
  speed: number;
  duplex: boolean;
  pci_bus_path: string;
  last_updated: string;
  other_config: Record<string, string>;
}

export interface BondRecord {
  uuid: string;
  master: RefTo<"PIF"> | null;
  slaves: RefTo<"PIF">[];
  other_config: Record<string, string>;
  primary_slave?: RefTo<"PIF"> | null;
  mode?: Enum<"bond_mode">;
  properties?: Record<string, string>;
  links_up?: number;
  auto_update_mac?: boolean;
}

export interface VLANRecord {
  uuid: string;
  tagged_PIF: RefTo<"PIF"> | null;
  untagged_PIF: RefTo<"PIF"> | null;
  tag: number;
  other_config: Record<string, string>;
}

export interface SMRecord {
  uuid: string;
  name_label: string;
  name_description: string;
  type: string;
  vendor: string;
  copyright: string;
  version: string;
  required_api_version: string;
  configuration: Record<string, string>;
  capabilities: string[];
  features?: Record<string, number>;
  other_config: Record<string, string>;
  driver_filename: string;
  required_cluster_stack?: string[];
}

export interface SRRecord {
  uuid: string;
  name_label: string;
  name_description: string;
  allowed_operations: Enum<"storage_operations">[];
  current_operations: Record<string, Enum<"storage_operations">>;
  VDIs: RefTo<"VDI">[];
  PBDs: RefTo<"PBD">[];
  virtual_allocation: number;
  physical_utilisation: number;
  physical_size: number;
  type: string;
  content_type: string;
  shared: boolean;
  other_config: Record<string, string>;
  tags: string[];
  sm_config: Record<string, string>;
  blobs: Record<string, RefTo<"blob"> | null>;
  local_cache_enabled?: boolean;
  introduced_by?: RefTo<"DR_task"> | null;
  clustered?: boolean;
  is_tools_sr?: boolean;
}

export interface sr_statRecord {
  uuid?: string | null;
  name_label?: string;
  name_description?: string;
  free_space?: number;
  total_space?: number;
  clustered?: boolean;
  health?: Enum<"sr_health">;
}

export interface probe_resultRecord {
  configuration?: Record<string, string>;
  complete?: boolean;
  sr?: sr_statRecord | null;
  extra_info?: Record<string, string>;
}

export interface LVHDRecord {
  uuid: string;
}

export interface VDIRecord {
  uuid: string;
  name_label: string;
  name_description: string;
  allowed_operations: Enum<"vdi_operations">[];
  current_operations: Record<string, Enum<"vdi_operations">>;
  SR: RefTo<"SR"> | null;
  VBDs: RefTo<"VBD">[];
  crash_dumps: RefTo<"crashdump">[];
  virtual_size: number;
  physical_utilisation: number;
  type: Enum<"vdi_type">;
  sharable: boolean;
  read_only: boolean;
  other_config: Record<string, string>;
  storage_lock: boolean;
  location: string;
  managed: boolean;
  missing: boolean;
  parent: RefTo<"VDI"> | null;
  xenstore_data: Record<string, string>;
  sm_config: Record<string, string>;
  is_a_snapshot: boolean;
  snapshot_of: RefTo<"VDI"> | null;
  snapshots: RefTo<"VDI">[];
  snapshot_time: string;
  tags: string[];
  allow_caching?: boolean;
  on_boot?: Enum<"on_boot">;
  metadata_of_pool?: RefTo<"pool"> | null;
  metadata_latest?: boolean;
  is_tools_iso?: boolean;
  cbt_enabled?: boolean;
}

export interface VBDRecord {
  uuid: string;
  allowed_operations: Enum<"vbd_operations">[];
  current_operations: Record<string, Enum<"vbd_operations">>;
  VM: RefTo<"VM"> | null;
  VDI: RefTo<"VDI"> | null;
  device: string;
  userdevice: string;
  bootable: boolean;
  mode: Enum<"vbd_mode">;
  type: Enum<"vbd_type">;
  unpluggable: boolean;
  storage_lock: boolean;
  empty: boolean;
  other_config: Record<string, string>;
  currently_attached: boolean;
  status_code: number;
  status_detail: string;
  runtime_properties: Record<string, string>;
  qos_algorithm_type: string;
  qos_algorithm_params: Record<string, string>;
  qos_supported_algorithms: string[];
  metrics: RefTo<"VBD_metrics"> | null;
}

export interface VBD_metricsRecord {
  uuid: string;
  io_read_kbs: number;
  io_write_kbs: number;
  last_updated: string;
  other_config: Record<string, string>;
}

export interface PBDRecord {
  uuid: string;
  host: RefTo<"host"> | null;
  SR: RefTo<"SR"> | null;
  device_config: Record<string, string>;
  currently_attached: boolean;
  other_config: Record<string, string>;
}

export interface crashdumpRecord {
  uuid: string;
  VM: RefTo<"VM"> | null;
  VDI: RefTo<"VDI"> | null;
  other_config: Record<string, string>;
}

export interface VTPMRecord {
  uuid: string;
  allowed_operations: Enum<"vtpm_operations">[];
  current_operations: Record<string, Enum<"vtpm_operations">>;
  VM: RefTo<"VM"> | null;
  backend: RefTo<"VM"> | null;
  persistence_backend?: Enum<"persistence_backend">;
  is_unique?: boolean;
  is_protected?: boolean;
}

export interface consoleRecord {
  uuid: string;
  protocol: Enum<"console_protocol">;
  location: string;
  VM: RefTo<"VM"> | null;
  other_config: Record<string, string>;
}

export interface userRecord {
  uuid: string;
  short_name: string;
  fullname: string;
  other_config: Record<string, string>;
}

export interface data_sourceRecord {
  name_label: string;
  name_description: string;
  enabled: boolean;
  standard: boolean;
  units: string;
  min: number;
  max: number;
  value: number;
}

export interface blobRecord {
  uuid: string;
  name_label: string;
  name_description: string;
  size: number;
  public?: boolean;
  last_updated: string;
  mime_type: string;
}

export interface messageRecord {
  uuid: string;
  name: string;
  priority: number;
  cls: Enum<"cls">;
  obj_uuid: string;
  timestamp: string;
  body: string;
}

export interface secretRecord {
  uuid: string;
  value: string;
  other_config: Record<string, string>;
}

export interface tunnelRecord {
  uuid?: string;
  access_PIF?: RefTo<"PIF"> | null;
  transport_PIF?: RefTo<"PIF"> | null;
  status?: Record<string, string>;
  other_config?: Record<string, string>;
  protocol?: Enum<"tunnel_protocol">;
}

export interface network_sriovRecord {
  uuid: string;
  physical_PIF?: RefTo<"PIF"> | null;
  logical_PIF?: RefTo<"PIF"> | null;
  requires_reboot?: boolean;
  configuration_mode?: Enum<"sriov_configuration_mode">;
}

export interface PCIRecord {
  uuid?: string;
  class_name?: string;
  vendor_name?: string;
  device_name?: string;
  host?: RefTo<"host"> | null;
  pci_id?: string;
  dependencies?: RefTo<"PCI">[];
  other_config?: Record<string, string>;
  subsystem_vendor_name?: string;
  subsystem_device_name?: string;
  driver_name?: string;
}

export interface PGPURecord {
  uuid?: string;
  PCI?: RefTo<"PCI"> | null;
  GPU_group?: RefTo<"GPU_group"> | null;
  host?: RefTo<"host"> | null;
  other_config?: Record<string, string>;
  supported_VGPU_types?: RefTo<"VGPU_type">[];
  enabled_VGPU_types?: RefTo<"VGPU_type">[];
  resident_VGPUs?: RefTo<"VGPU">[];
  supported_VGPU_max_capacities?: Record<string, number>;
  dom0_access?: Enum<"pgpu_dom0_access">;
  is_system_display_device?: boolean;
  compatibility_metadata?: Record<string, string>;
}

export interface GPU_groupRecord {
  uuid?: string;
  name_label?: string;
  name_description?: string;
  PGPUs?: RefTo<"PGPU">[];
  VGPUs?: RefTo<"VGPU">[];
  GPU_types?: string[];
  other_config?: Record<string, string>;
  allocation_algorithm?: Enum<"allocation_algorithm">;
  supported_VGPU_types?: RefTo<"VGPU_type">[];
  enabled_VGPU_types?: RefTo<"VGPU_type">[];
}

export interface VGPURecord {
  uuid?: string;
  VM?: RefTo<"VM"> | null;
  GPU_group?: RefTo<"GPU_group"> | null;
  device?: string;
  currently_attached?: boolean;
  other_config?: Record<string, string>;
  type?: RefTo<"VGPU_type"> | null;
  resident_on?: RefTo<"PGPU"> | null;
  scheduled_to_be_resident_on?: RefTo<"PGPU"> | null;
  compatibility_metadata?: Record<string, string>;
  extra_args?: string;
  PCI?: RefTo<"PCI"> | null;
}

export interface VGPU_typeRecord {
  uuid?: string;
  vendor_name?: string;
  model_name?: string;
  framebuffer_size?: number;
  max_heads?: number;
  max_resolution_x?: number;
  max_resolution_y?: number;
  supported_on_PGPUs?: RefTo<"PGPU">[];
  enabled_on_PGPUs?: RefTo<"PGPU">[];
  VGPUs?: RefTo<"VGPU">[];
  supported_on_GPU_groups?: RefTo<"GPU_group">[];
  enabled_on_GPU_groups?: RefTo<"GPU_group">[];
  implementation?: Enum<"vgpu_type_implementation">;
  identifier?: string;
  experimental?: boolean;
  compatible_types_in_vm?: RefTo<"VGPU_type">[];
}

export interface PVS_siteRecord {
  uuid?: string;
  name_label?: string;
  name_description?: string;
  PVS_uuid?: string;
  cache_storage?: RefTo<"PVS_cache_storage">[];
  servers?: RefTo<"PVS_server">[];
  proxies?: RefTo<"PVS_proxy">[];
}

export interface PVS_serverRecord {
  uuid?: string;
  addresses?: string[];
  first_port?: number;
  last_port?: number;
  site?: RefTo<"PVS_site"> | null;
}

export interface PVS_proxyRecord {
  uuid?: string;
  site?: RefTo<"PVS_site"> | null;
  VIF?: RefTo<"VIF"> | null;
  currently_attached?: boolean;
  status?: Enum<"pvs_proxy_status">;
}

export interface PVS_cache_storageRecord {
  uuid?: string;
  host?: RefTo<"host"> | null;
  SR?: RefTo<"SR"> | null;
  site?: RefTo<"PVS_site"> | null;
  size?: number;
  VDI?: RefTo<"VDI"> | null;
}

export interface FeatureRecord {
  uuid?: string;
  name_label: string;
  name_description: string;
  enabled?: boolean;
  experimental?: boolean;
  version?: string;
  host?: RefTo<"host"> | null;
}

export interface SDN_controllerRecord {
  uuid?: string;
  protocol?: Enum<"sdn_controller_protocol">;
  address?: string;
  port?: number;
}

export interface vdi_nbd_server_infoRecord {
  exportname?: string;
  address?: string;
  port?: number;
  cert?: string;
  subject?: string;
}

export interface PUSBRecord {
  uuid?: string;
  USB_group?: RefTo<"USB_group"> | null;
  host?: RefTo<"host"> | null;
  path?: string;
  vendor_id?: string;
  vendor_desc?: string;
  product_id?: string;
  product_desc?: string;
  serial?: string;
  version?: string;
  description?: string;
  passthrough_enabled?: boolean;
  other_config?: Record<string, string>;
  speed?: number;
}

export interface USB_groupRecord {
  uuid?: string;
  name_label?: string;
  name_description?: string;
  PUSBs?: RefTo<"PUSB">[];
  VUSBs?: RefTo<"VUSB">[];
  other_config?: Record<string, string>;
}

export interface VUSBRecord {
  uuid?: string;
  allowed_operations: Enum<"vusb_operations">[];
  current_operations: Record<string, Enum<"vusb_operations">>;
  VM?: RefTo<"VM"> | null;
  USB_group?: RefTo<"USB_group"> | null;
  other_config?: Record<string, string>;
  currently_attached: boolean;
}

export interface ClusterRecord {
  uuid?: string;
  cluster_hosts?: RefTo<"Cluster_host">[];
  pending_forget?: string[];
  cluster_token?: string;
  cluster_stack?: string;
  is_quorate?: boolean;
  quorum?: number;
  live_hosts?: number;
  allowed_operations: Enum<"cluster_operation">[];
  current_operations: Record<string, Enum<"cluster_operation">>;
  pool_auto_join?: boolean;
  token_timeout?: number;
  token_timeout_coefficient?: number;
  cluster_config?: Record<string, string>;
  other_config?: Record<string, string>;
}

export interface Cluster_hostRecord {
  uuid?: string;
  cluster?: RefTo<"Cluster"> | null;
  host?: RefTo<"host"> | null;
  enabled?: boolean;
  PIF?: RefTo<"PIF"> | null;
  joined?: boolean;
  live?: boolean;
  last_update_live?: string;
  allowed_operations: Enum<"cluster_host_operation">[];
  current_operations: Record<string, Enum<"cluster_host_operation">>;
  other_config?: Record<string, string>;
}

export interface CertificateRecord {
  uuid?: string;
  name?: string;
  type?: Enum<"certificate_type">;
  host?: RefTo<"host"> | null;
  not_before?: string;
  not_after?: string;
  fingerprint?: string;
}

export interface RepositoryRecord {
  uuid?: string;
  name_label: string;
  name_description: string;
  binary_url?: string;
  source_url?: string;
  update?: boolean;
  hash?: string;
  up_to_date?: boolean;
  gpgkey_path?: string;
}

export interface ObserverRecord {
  uuid?: string;
  name_label: string;
  name_description: string;
  hosts?: RefTo<"host">[];
  attributes?: Record<string, string>;
  endpoints?: string[];
  components?: string[];
  enabled?: boolean;
}

/** The record type of each class. */
export interface Records {
  session: sessionRecord;
  auth: authRecord;
  subject: subjectRecord;
  role: roleRecord;
  task: taskRecord;
  event: eventRecord;
  pool: poolRecord;
  pool_patch: pool_patchRecord;
  pool_update: pool_updateRecord;
  VM: VMRecord;
  VM_metrics: VM_metricsRecord;
  VM_guest_metrics: VM_guest_metricsRecord;
  VMPP: VMPPRecord;
  VMSS: VMSSRecord;
  VM_appliance: VM_applianceRecord;
  DR_task: DR_taskRecord;
  host: hostRecord;
  host_crashdump: host_crashdumpRecord;
  host_patch: host_patchRecord;
  host_metrics: host_metricsRecord;
  host_cpu: host_cpuRecord;
  network: networkRecord;
  VIF: VIFRecord;
  VIF_metrics: VIF_metricsRecord;
  PIF: PIFRecord;
  PIF_metrics: PIF_metricsRecord;
  Bond: BondRecord;
  VLAN: VLANRecord;
  SM: SMRecord;
  SR: SRRecord;
  sr_stat: sr_statRecord;
  probe_result: probe_resultRecord;
  LVHD: LVHDRecord;
  VDI: VDIRecord;
  VBD: VBDRecord;
  VBD_metrics: VBD_metricsRecord;
  PBD: PBDRecord;
  crashdump: crashdumpRecord;
  VTPM: VTPMRecord;
  console: consoleRecord;
  user: userRecord;
  data_source: data_sourceRecord;
  blob: blobRecord;
  message: messageRecord;
  secret: secretRecord;
  tunnel: tunnelRecord;
  network_sriov: network_sriovRecord;
  PCI: PCIRecord;
  PGPU: PGPURecord;
  GPU_group: GPU_groupRecord;
  VGPU: VGPURecord;
  VGPU_type: VGPU_typeRecord;
  PVS_site: PVS_siteRecord;
  PVS_server: PVS_serverRecord;
  PVS_proxy: PVS_proxyRecord;
  PVS_cache_storage: PVS_cache_storageRecord;
  Feature: FeatureRecord;
  SDN_controller: SDN_controllerRecord;
  vdi_nbd_server_info: vdi_nbd_server_infoRecord;
  PUSB: PUSBRecord;
  USB_group: USB_groupRecord;
  VUSB: VUSBRecord;
  Cluster: ClusterRecord;
  Cluster_host: Cluster_hostRecord;
  Certificate: CertificateRecord;
  Repository: RepositoryRecord;
  Observer: ObserverRecord;
}

export type ClassName = keyof Records;
