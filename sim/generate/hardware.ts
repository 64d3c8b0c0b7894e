// The machines and the software that generated hosts are made of.

export interface Hardware {
  readonly maker: string;
  readonly product: string;
  readonly bios: string;
  readonly vendor: "GenuineIntel" | "AuthenticAMD";
  readonly model: string;
  readonly mhz: number;
  readonly sockets: number;
  readonly threads: number;
  readonly family: number;
  readonly modelNumber: number;
  readonly stepping: string;
}

export const SMALL: Hardware = {
  maker: "Dell Inc.",
  product: "PowerEdge R6515",
  bios: "2.17.2",
  vendor: "AuthenticAMD",
  model: "AMD EPYC 7313P 16-Core Processor",
  mhz: 2994.374,
  sockets: 1,
  threads: 32,
  family: 25,
  modelNumber: 1,
  stepping: "1",
};
export const MEDIUM: Hardware = {
  maker: "HPE",
  product: "ProLiant DL380 Gen10 Plus",
  bios: "U46",
  vendor: "GenuineIntel",
  model: "Intel(R) Xeon(R) Silver 4314 CPU @ 2.40GHz",
  mhz: 2400.006,
  sockets: 2,
  threads: 64,
  family: 6,
  modelNumber: 106,
  stepping: "6",
};
export const LARGE: Hardware = {
  maker: "Dell Inc.",
  product: "PowerEdge R7525",
  bios: "2.17.2",
  vendor: "AuthenticAMD",
  model: "AMD EPYC 7543 32-Core Processor",
  mhz: 2794.75,
  sockets: 2,
  threads: 128,
  family: 25,
  modelNumber: 1,
  stepping: "1",
};

export const FLAGS =
  "fpu de tsc msr pae mce cx8 apic sep mca cmov pat clflush mmx fxsr sse sse2 ht syscall nx lm constant_tsc rep_good nopl " +
  "nonstop_tsc cpuid extd_apicid pni pclmulqdq ssse3 fma cx16 sse4_1 sse4_2 movbe popcnt aes xsave avx f16c rdrand hypervisor";
export const FEATURES =
  "178bfbff-f6f83203-2e500800-040001f3-0000000f-219c01a9-00400004-00000500-111ef657-00000010-00000000-00000000";

export const SOFTWARE = {
  product_version: "8.3.0",
  product_version_text: "8.3",
  product_version_text_short: "8.3",
  platform_name: "XCP",
  platform_version: "3.4.0",
  product_brand: "XCP-ng",
  build_number: "cloud",
  git_id: "0",
  hostname: "localhost",
  date: "20250516T00:00:00Z",
  dbv: "0.0.1",
  xapi: "25.33",
  xapi_build: "25.33.1",
  xen: "4.17.5-15",
  linux: "4.19.0+1",
  xencenter_min: "2.21",
  xencenter_max: "2.21",
  network_backend: "openvswitch",
  db_schema: "5.791",
};
