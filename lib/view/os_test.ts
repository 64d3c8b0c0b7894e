import assert from "node:assert/strict";
import { shortOs } from "./os.ts";

Deno.test("names of operating systems lose what tells nothing", () => {
  for (
    const [long, short] of [
      ["Microsoft Windows Server 2022 Standard", "Windows Server 2022"],
      ["Microsoft Windows Server 2012 R2 Datacenter", "Windows Server 2012 R2"],
      ["Microsoft Windows 11 Pro", "Windows 11 Pro"],
      ["Debian GNU/Linux 12 (bookworm)", "Debian 12"],
      ["Ubuntu 24.04.2 LTS", "Ubuntu 24.04.2"],
      ["AlmaLinux release 8.10 (Cerulean Leopard)", "AlmaLinux 8.10"],
      ["Red Hat Enterprise Linux release 9.4 (Plow)", "RHEL 9.4"],
      ["SUSE Linux Enterprise Server 15 SP6", "SLES 15 SP6"],
      ["FreeBSD 14.1", "FreeBSD 14.1"],
      ["", ""],
    ] as const
  ) assert.equal(shortOs(long), short);
});

Deno.test("a name that is nothing else stays as it is", () =>
  assert.equal(shortOs("(unknown)"), "(unknown)"));
