// Sentences about certificates and external authentication.

export const SECURITY: Readonly<Record<string, string>> = {
  // Certificates
  CERTIFICATE_CORRUPT: "The certificate is damaged[: {0}]",
  CERTIFICATE_DOES_NOT_EXIST: "The certificate does not exist[: {0}]",
  SERVER_CERTIFICATE_EXPIRED: "The certificate has expired",
  SERVER_CERTIFICATE_INVALID: "The certificate cannot be read",
  SERVER_CERTIFICATE_KEY_MISMATCH: "Key and certificate do not belong together",
  SSL_VERIFY_ERROR: "The pool could not verify a certificate[: {0}]",
  CERTIFICATE_ALREADY_EXISTS: "A certificate of this name exists already[: {0}]",
  CERTIFICATE_NAME_INVALID: "The certificate's name is not valid[: {0}]",
  CERTIFICATE_LIBRARY_CORRUPT: "The pool's store of certificates is damaged",
  CERTIFICATE_LACKS_PURPOSE: "The certificate needs a purpose",
  TRUSTED_CERTIFICATE_ALREADY_EXISTS: "The pool trusts this certificate for this purpose already",
  TRUSTED_CERTIFICATE_EXPIRED: "The certificate has expired[ on {1}]",
  TRUSTED_CERTIFICATE_NOT_VALID_YET: "The certificate is not valid [before {1}|yet]",
  TRUSTED_CERTIFICATE_INVALID: "The certificate cannot be read, it must be X.509 in PEM",
  NOT_TRUSTED_CERTIFICATE: "The pool does not trust this certificate",
  CA_CERTIFICATE_INVALID: "The CA certificate cannot be read",
  CA_CERTIFICATE_NOT_VALID_YET: "The CA certificate is not valid yet",
  CA_CERTIFICATE_EXPIRED: "The CA certificate has expired",
  CRL_DOES_NOT_EXIST: "The revocation list does not exist[: {0}]",
  CRL_ALREADY_EXISTS: "A revocation list of this name exists already[: {0}]",
  CRL_NAME_INVALID: "The revocation list's name is not valid[: {0}]",
  CRL_CORRUPT: "The revocation list is damaged[: {0}]",
  SERVER_CERTIFICATE_KEY_INVALID: "The key cannot be read, it must be PKCS#8 in PEM",
  SERVER_CERTIFICATE_KEY_ALGORITHM_NOT_SUPPORTED: "The pool does not support the key's algorithm[: {0}]",
  SERVER_CERTIFICATE_KEY_RSA_LENGTH_NOT_SUPPORTED: "An RSA key must have 2048 to 4096 bits[, not {0}]",
  SERVER_CERTIFICATE_KEY_RSA_MULTI_NOT_SUPPORTED: "An RSA key must be made of two primes",
  SERVER_CERTIFICATE_NOT_VALID_YET: "The certificate is not valid [before {1}|yet]",
  SERVER_CERTIFICATE_SIGNATURE_NOT_SUPPORTED: "The certificate must be signed with SHA-256 or SHA-512",
  SERVER_CERTIFICATE_CHAIN_INVALID: "The intermediate certificates cannot be read, they must be X.509 in PEM",
  CERT_REFRESH_IN_PROGRESS: "A host is renewing its certificate",
  TLS_VERIFICATION_ENABLE_IN_PROGRESS: "The pool is switching on the verification of certificates",
  TLS_VERIFICATION_NOT_ENABLED_IN_POOL: "The pool's hosts do not verify each other's certificates",

  // External authentication
  AUTH_ALREADY_ENABLED: "The host is in a directory already[: {1}]",
  AUTH_UNKNOWN_TYPE: "The host does not know this kind of directory[: {0}]",
  AUTH_INVALID_TRUSTED_CERTS: "The certificates trusted for the directory are not valid[: {0}]",
  AUTH_NO_TRUSTED_CERTS: "No certificate is trusted for the directory[: {0}]",
  AUTH_SETUP_TLS_CONNECTION: "No secure connection to the directory could be made[: {0}]",
  AUTH_SET_LDAPS_FAILED: "The settings for LDAPS could not be changed[: {1}]",
  AUTH_ENABLE_FAILED: "The host could not join the directory[: {0}]",
  AUTH_ENABLE_FAILED_WRONG_CREDENTIALS: "The host could not join the directory: wrong user name or password",
  AUTH_ENABLE_FAILED_PERMISSION_DENIED: "The host could not join the directory: it denied permission",
  AUTH_ENABLE_FAILED_DOMAIN_LOOKUP_FAILED: "The host could not join the directory: its domain was not found",
  AUTH_ENABLE_FAILED_UNAVAILABLE: "The host could not join the directory: it does not answer",
  AUTH_ENABLE_FAILED_INVALID_OU:
    "The host could not join the directory: the organizational unit is not valid",
  AUTH_ENABLE_FAILED_INVALID_ACCOUNT: "The host could not join the directory: the account is not valid",
  AUTH_ENABLE_FAILED_INVALID_TRUSTED_CERTS:
    "The host could not join the directory: the trusted certificates are not valid",
  AUTH_ENABLE_FAILED_NO_TRUSTED_CERTS: "The host could not join the directory: no certificate is trusted",
  AUTH_DISABLE_FAILED: "The host could not leave the directory[: {0}]",
  AUTH_DISABLE_FAILED_WRONG_CREDENTIALS:
    "The host could not leave the directory: wrong user name or password",
  AUTH_DISABLE_FAILED_PERMISSION_DENIED: "The host could not leave the directory: it denied permission",
  POOL_AUTH_ALREADY_ENABLED: "A host of the pool is in a directory already",
  POOL_AUTH_ENABLE_FAILED: "The pool could not join the directory[: {1}]",
  POOL_AUTH_ENABLE_FAILED_WRONG_CREDENTIALS:
    "The pool could not join the directory: wrong user name or password",
  POOL_AUTH_ENABLE_FAILED_PERMISSION_DENIED: "The pool could not join the directory: it denied permission",
  POOL_AUTH_ENABLE_FAILED_DOMAIN_LOOKUP_FAILED:
    "The pool could not join the directory: its domain was not found",
  POOL_AUTH_ENABLE_FAILED_UNAVAILABLE: "The pool could not join the directory: it does not answer",
  POOL_AUTH_ENABLE_FAILED_DUPLICATE_HOSTNAME:
    "The pool could not join the directory: two hosts have the same name",
  POOL_AUTH_ENABLE_FAILED_INVALID_OU:
    "The pool could not join the directory: the organizational unit is not valid",
  POOL_AUTH_ENABLE_FAILED_INVALID_ACCOUNT: "The pool could not join the directory: the account is not valid",
  POOL_AUTH_ENABLE_FAILED_INVALID_TRUSTED_CERTS:
    "The pool could not join the directory: the trusted certificates are not valid",
  POOL_AUTH_ENABLE_FAILED_NO_TRUSTED_CERTS:
    "The pool could not join the directory: no certificate is trusted",
  POOL_AUTH_ENABLE_FAILED_NO_SUPP_ENCRYPT_TYPE:
    "The pool could not join the directory: it does not support AES encryption",
  POOL_AUTH_ENABLE_FAILED_SETUP_TLS_CONNECTION:
    "The pool could not join the directory: no secure connection could be made",
  POOL_AUTH_DISABLE_FAILED: "A host could not leave the directory[: {1}]",
  POOL_AUTH_DISABLE_FAILED_WRONG_CREDENTIALS:
    "The pool has left the directory, but hosts' accounts remain there: wrong user name or password",
  POOL_AUTH_DISABLE_FAILED_PERMISSION_DENIED:
    "The pool has left the directory, but hosts' accounts remain there: it denied permission",
  POOL_AUTH_DISABLE_FAILED_INVALID_ACCOUNT:
    "The pool has left the directory, but hosts' accounts remain there: the account is not valid",
  SUBJECT_ALREADY_EXISTS: "The user or group has access already",
  ROLE_ALREADY_EXISTS: "The user or group has this role already",
};
