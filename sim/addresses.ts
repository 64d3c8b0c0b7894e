// How IP addresses are written, for the messages that look at them.

/** An IPv4 address. */
export const IPV4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
/** An IPv6 address, roughly. */
export const IPV6 = /^[0-9a-f]*(:[0-9a-f]*){2,7}$/i;
/** An IPv6 address with the length of its prefix. */
export const CIDR6 = /^[0-9a-f]*(:[0-9a-f]*){2,7}\/\d{1,3}$/i;
