// Records of a pool's hosts, networks and storage, as xapi 25 (XCP-ng 8.3) makes them: what differs from the defaults of
// the model.
import { hostOperations } from "../host/service.ts";
import type { Json, Rec } from "../values.ts";

/** What a licence could forbid; XCP-ng forbids nothing of it. Names as a host's license_params list them. */
const RESTRICTIONS = `vswitch_controller lab stage storagelink storagelink_site_recovery web_selfservice
  web_selfservice_manager hotfix_apply export_resource_data read_caching cifs health_check xcm
  vm_memory_introspection batch_hotfix_apply management_on_vlan ws_proxy cloud_management nrpe vlan qos
  pool_attached_storage netapp equalogic pooling marathon email_alerting historical_performance wlb rbac dmc
  checkpoint cpu_masking connection vmpr vmss intellicache gpu dr vif_locking storage_xen_motion vgpu
  integrated_gpu_passthrough vss guest_agent_auto_update pci_device_for_auto_update xen_motion guest_ip_setting ad
  nested_virt live_patching set_vcpus_number_live pvs_proxy igmp_snooping rpu pool_size cbt usb_passthrough
  network_sriov cluster_address zstd_export pool_secret_rotation certificate_verification updates
  internal_repo_access vtpm vm_groups vm_start vm_appliance_start`.split(/\s+/);

export function restrictions(): Rec {
  const map: Record<string, Json> = {
    enable_xha: "true",
    platform_filter: "false",
    regular_nag_dialog: "false",
  };
  for (const name of RESTRICTIONS) map[`restrict_${name}`] = "false";
  map["restrict_corosync"] = "true";
  return map;
}

export function poolRecord(given: Rec): Rec {
  return {
    other_config: { "memory-ratio-hvm": "0.25", "memory-ratio-pv": "0.25" },
    restrictions: restrictions(),
    ha_cluster_stack: "xhad",
    allowed_operations: [
      "ha_enable",
      "cluster_create",
      "designate_new_master",
      "tls_verification_enable",
      "configure_repositories",
      "sync_updates",
      "sync_bundle",
      "apply_updates",
      "cert_refresh",
      "exchange_certificates_on_join",
      "exchange_ca_certificates_on_join",
      "copy_primary_host_certs",
      "eject",
      "get_updates",
    ],
    tls_verification_enabled: true,
    coordinator_bias: true,
    local_auth_max_threads: 8,
    ext_auth_max_threads: 1,
    ext_auth_cache_size: 50,
    ext_auth_cache_expiry: 300,
    telemetry_frequency: "weekly",
    update_sync_frequency: "weekly",
    ha_reboot_vm_on_internal_shutdown: true,
    ...given,
  };
}

export function hostRecord(given: Rec): Rec {
  return {
    allowed_operations: hostOperations(true),
    API_version_major: 2,
    API_version_minor: 21,
    API_version_vendor: "XenSource",
    enabled: true,
    capabilities: ["xen-3.0-x86_64", "hvm-3.0-x86_32", "hvm-3.0-x86_32p", "hvm-3.0-x86_64"],
    sched_policy: "credit",
    supported_bootloaders: ["pygrub", "eliloader"],
    license_params: restrictions(),
    edition: "xcp-ng",
    license_server: { address: "localhost", port: "27000" },
    chipset_info: { iommu: "true" },
    virtual_hardware_platform_versions: [0, 1, 2],
    editions: ["xcp-ng"],
    tls_verification_enabled: true,
    https_only: true,
    latest_synced_updates_applied: "unknown",
    numa_affinity_policy: "default_policy",
    ssh_enabled: true,
    ...given,
  };
}

export function networkRecord(given: Rec): Rec {
  return {
    MTU: 1500,
    managed: true,
    ...given,
  };
}

export function pifRecord(given: Rec): Rec {
  return {
    MTU: 1500,
    VLAN: -1,
    physical: true,
    currently_attached: true,
    managed: true,
    properties: { gro: "on" },
    igmp_snooping_status: "disabled",
    ...given,
  };
}

export function pifMetricsRecord(given: Rec): Rec {
  return {
    carrier: true,
    speed: 10000,
    duplex: true,
    pci_bus_path: "N/A",
    ...given,
  };
}

export function srRecord(given: Rec): Rec {
  return {
    allowed_operations: [
      "vdi_introduce",
      "unplug",
      "plug",
      "pbd_create",
      "update",
      "pbd_destroy",
      "vdi_resize",
      "vdi_clone",
      "scan",
      "vdi_snapshot",
      "vdi_mirror",
      "vdi_create",
      "vdi_destroy",
    ],
    content_type: "user",
    ...given,
  };
}
