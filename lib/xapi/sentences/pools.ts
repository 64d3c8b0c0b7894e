// Sentences about pools: joining, high availability, clusters, workload balancing, recovery.

export const POOLS: Readonly<Record<string, string>> = {
  // Pools
  JOINING_HOST_CANNOT_CONTAIN_SHARED_SRS: "The joining host must have no shared storage",
  JOINING_HOST_CANNOT_HAVE_RUNNING_OR_SUSPENDED_VMS: "The joining host must have no running or suspended VMs",
  JOINING_HOST_CANNOT_HAVE_RUNNING_VMS: "The joining host must have no running VMs",
  JOINING_HOST_CANNOT_HAVE_VMS_WITH_CURRENT_OPERATIONS: "The joining host has VMs with operations under way",
  JOINING_HOST_CANNOT_BE_MASTER_OF_OTHER_HOSTS: "The joining host is the coordinator of other hosts",
  JOINING_HOST_CONNECTION_FAILED: "The joining host cannot reach the pool",
  JOINING_HOST_SERVICE_FAILED: "The pool did not answer the joining host",
  HOSTS_NOT_COMPATIBLE: "The hosts do not fit into one pool",
  HOSTS_NOT_HOMOGENEOUS: "The hosts differ too much for one pool[: {0}]",
  DESIGNATE_NEW_MASTER_IN_PROGRESS: "The pool is changing its coordinator",
  HA_IS_ENABLED: "High availability must be switched off first",
  HA_NOT_ENABLED: "High availability is not switched on",
  HA_NO_PLAN: "No failover plan can be found for the protected VMs",
  HA_TOO_FEW_HOSTS: "High availability needs more hosts",
  HA_HOST_IS_ARMED: "High availability is armed on this host",
  HA_ENABLE_IN_PROGRESS: "High availability is being switched on",
  HA_DISABLE_IN_PROGRESS: "High availability is being switched off",
  HA_HOST_CANNOT_SEE_PEERS: "The host cannot see all its peers",
  HA_HOST_CANNOT_ACCESS_STATEFILE: "A host cannot reach the high-availability state file",
  HA_OPERATION_WOULD_BREAK_FAILOVER_PLAN:
    "This would leave too little room to restart the protected VMs after a host failure",
  HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED: "A protected VM uses storage that is not shared",
  HA_CONSTRAINT_VIOLATION_NETWORK_NOT_SHARED: "A protected VM uses a network that not every host has",
  CLUSTERING_DISABLED: "Clustering is switched off on the host",
  CLUSTERING_ENABLED: "Clustering must be switched off on the host first",
  CLUSTER_DOES_NOT_HAVE_ONE_NODE: "The cluster must have a single host for this[, it has {0}]",
  CLUSTER_FORCE_DESTROY_FAILED: "The cluster could not be removed from every host",
  CLUSTER_HOST_IS_LAST: "The last host of a cluster cannot be removed",
  CLUSTER_STACK_IN_USE: "Connected storage still uses the cluster stack[ {0}]",
  INVALID_CLUSTER_STACK: "The pool does not support the cluster stack[ {0}]",
  NO_CLUSTER_HOSTS_REACHABLE: "No other host of the cluster can be reached",
  PIF_NOT_ATTACHED_TO_HOST: "The interface does not belong to the host",
  POOL_JOINING_HOST_HAS_NETWORK_SRIOVS: "The joining host must have no SR-IOV networks",
  POOL_JOINING_HOST_HAS_BONDS: "The joining host must have no bonds",
  POOL_JOINING_HOST_HAS_TUNNELS: "The joining host must have no tunnels",
  POOL_JOINING_HOST_HAS_NON_MANAGEMENT_VLANS:
    "The joining host must have no VLANs but that of its management",
  POOL_JOINING_HOST_MANAGEMENT_VLAN_DOES_NOT_MATCH:
    "The joining host's management must be on the pool's VLAN[ ({1}, not {0})]",
  POOL_JOINING_HOST_MUST_HAVE_PHYSICAL_MANAGEMENT_NIC:
    "The joining host's management must be on a physical interface",
  POOL_JOINING_HOST_MUST_ONLY_HAVE_PHYSICAL_PIFS: "The joining host must have no bonds, VLANs or tunnels",
  POOL_JOINING_HOST_MUST_HAVE_SAME_PRODUCT_VERSION:
    "The joining host must have the version of the coordinator",
  POOL_JOINING_HOST_MUST_HAVE_SAME_API_VERSION:
    "The joining host must have the coordinator's API version[ ({1}, not {0})]",
  POOL_JOINING_HOST_MUST_HAVE_SAME_DB_SCHEMA:
    "The joining host must have the coordinator's version of the database[ ({1}, not {0})]",
  POOL_JOINING_HOST_CA_CERTIFICATES_CONFLICT:
    "The joining host has another CA certificate under a name that the pool uses, uninstall one of them",
  POOL_JOINING_HOST_TRUSTED_CERTIFICATES_CONFLICT:
    "The joining host trusts one of the pool's certificates for other purposes",
  POOL_JOINING_HOST_TLS_VERIFICATION_MISMATCH:
    "The joining host could not verify the coordinator's certificate",
  POOL_JOINING_HOST_MUST_HAVE_ONLY_ONE_IP_ON_CLUSTERING_NETWORK:
    "The joining host must have exactly one IP address on the cluster's network",
  POOL_JOINING_EXTERNAL_AUTH_MISMATCH: "Host and pool use different directories for their users",
  POOL_JOINING_SM_FEATURES_INCOMPATIBLE: "The joining host's storage drivers do not fit those of the pool",
  POOL_JOINING_POOL_CANNOT_ENABLE_CLUSTERING_ON_VLAN_NETWORK:
    "A host cannot join a pool whose cluster runs on a VLAN other than the management's",
  POOL_JOINING_MASTER_CERTIFICATE_NOT_IN_POOL_BUNDLE:
    "The certificates that the pool sent lack that of its coordinator",
  POOL_JOINING_POOL_BUNDLE_EMPTY_AFTER_IMPORT: "The pool's certificates did not arrive at the joining host",
  POOL_SECRET_ROTATION_PENDING: "The pool is changing its secret",
  SLAVE_REQUIRES_MANAGEMENT_INTERFACE: "A member of a pool cannot do without its management interface",
  TOO_MANY_GROUPS: "A VM can belong to one group only",
  TELEMETRY_NEXT_COLLECTION_TOO_LATE: "The next collection of telemetry is too far in the future",

  // High availability and clusters
  HA_FAILED_TO_FORM_LIVESET:
    "The hosts do not see each other over the storage and the network of high availability",
  HA_HEARTBEAT_DAEMON_STARTUP_FAILED: "The service of high availability did not start on the host",
  HA_NOT_INSTALLED: "The host lacks the software for high availability",
  HA_SHOULD_BE_FENCED: "The host cannot come back before it has rebooted: the others count it as lost",
  HA_ABORT_NEW_MASTER: "The host cannot take the new coordinator now[: {0}]",
  HA_LOST_STATEFILE: "The host has lost the high-availability state file",
  HA_POOL_IS_ENABLED_BUT_HOST_IS_DISABLED:
    "The host cannot join: the pool has high availability on and the host has it off",
  HA_CANNOT_CHANGE_BOND_STATUS_OF_MGMT_IFACE:
    "Switch off high availability before the management interface joins or leaves a bond",
  CANNOT_CREATE_STATE_FILE: "No storage can hold the high-availability state file",
  INCOMPATIBLE_STATEFILE_SR: "High availability needs storage of another kind[: {0}]",
  INCOMPATIBLE_CLUSTER_STACK_ACTIVE: "The pool's cluster stack does not allow this[: {0}]",
  CLUSTER_CREATE_IN_PROGRESS: "A cluster is being created",
  CLUSTER_ALREADY_EXISTS: "The pool has a cluster already",
  CLUSTER_HOST_NOT_JOINED: "The host has not joined the cluster",
  CLUSTER_HAS_NO_CERTIFICATE: "The cluster has no certificate",
  NO_COMPATIBLE_CLUSTER_HOST: "Clustering is not switched on for the host",

  // Workload balancing
  WLB_NOT_INITIALIZED: "The pool has no workload balancing server",
  WLB_DISABLED: "Workload balancing is switched off",
  WLB_CONNECTION_REFUSED: "The workload balancing server refuses connections",
  WLB_CONNECTION_RESET: "The connection to the workload balancing server broke",
  WLB_UNKNOWN_HOST: "The workload balancing server's name is unknown",
  WLB_TIMEOUT: "The workload balancing server did not answer in time[ ({0} s)]",
  WLB_AUTHENTICATION_FAILED: "The workload balancing server rejects the pool's user name or password",
  WLB_MALFORMED_REQUEST: "The workload balancing server did not understand the pool",
  WLB_MALFORMED_RESPONSE: "The pool did not understand the workload balancing server[: {1}]",
  WLB_INTERNAL_ERROR: "The workload balancing server failed inside",
  WLB_URL_INVALID: "The workload balancing server's address is not valid[: {0}]",
  WLB_XENSERVER_CONNECTION_REFUSED: "The pool refuses the workload balancing server's connections",
  WLB_XENSERVER_UNKNOWN_HOST: "The workload balancing server does not find the pool's name",
  WLB_XENSERVER_TIMEOUT: "The pool did not answer the workload balancing server in time",
  WLB_XENSERVER_AUTHENTICATION_FAILED:
    "The pool rejects the workload balancing server's user name or password",
  WLB_XENSERVER_MALFORMED_RESPONSE: "The workload balancing server did not understand the pool's answer",

  // Disaster recovery
  CANNOT_ENABLE_REDO_LOG: "The redo log could not be switched on[: {0}]",
  REDO_LOG_IS_ENABLED: "The pool's redo log must be switched off first",
  NO_MORE_REDO_LOGS_ALLOWED: "There are too many redo logs already",
  COULD_NOT_IMPORT_DATABASE: "The database on the disk could not be read[: {0}]",
  CANNOT_DESTROY_DISASTER_RECOVERY_TASK: "The recovery could not be cleaned up[: {0}]",
  VDI_CONTAINS_METADATA_OF_THIS_POOL: "The disk holds this pool's own metadata",
};
