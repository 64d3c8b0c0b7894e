// The command line.
import assert from "node:assert/strict";
import { OptionError, parseOptions } from "./options.ts";

Deno.test("Without options a pool of 3 hosts and 100 VMs listens on a free port of this machine", () => {
  const { hostname, port, hosts, vms, seed, tls, speed } = parseOptions([]).options;
  assert.deepEqual([hostname, port, hosts, vms, seed, tls, speed], ["127.0.0.1", 0, 3, 100, 1, false, 1]);
});

Deno.test("Options take their value after a space or an equals sign", () => {
  const { options } = parseOptions([
    "--listen=[::1]:8080",
    "--vms",
    "7",
    "--churn",
    "2.5",
    "--tls",
    "--password=a=b",
  ]);
  assert.deepEqual(
    [options.hostname, options.port, options.vms, options.churn, options.tls, options.password],
    ["::1", 8080, 7, 2.5, true, "a=b"],
  );
});

Deno.test("A version is chosen by its name, users by theirs, password and role", () => {
  const { options } = parseOptions([
    "--version",
    "7.6",
    "--user",
    "ann:p:w:vm-admin",
    "--user=bob::no-subject",
  ]);
  assert.equal(options.version?.facts.product, "XCP-ng 7.6");
  assert.deepEqual(options.users, [
    { name: "ann", password: "p:w", role: "vm-admin" },
    { name: "bob", password: "", role: "no-subject" },
  ]);
});

Deno.test("A cluster is asked for with a port at most", () => {
  assert.equal(parseOptions([]).cluster, undefined);
  assert.deepEqual(parseOptions(["--cluster"]).cluster, { spares: 0 });
  assert.deepEqual(parseOptions(["--cluster", "--spares=2", "--listen", ":8080"]).cluster, { spares: 2 });
});

Deno.test("What makes no sense is refused by name", () => {
  for (
    const [args, message] of [
      [["--nope"], /Unknown option --nope/],
      [["--vms"], /--vms needs a value/],
      [["--vms", "many"], /--vms many is not a whole number/],
      [["--hosts", "0"], /of at least 1/],
      [["--listen", "8080"], /--listen 8080 is not an address and a port/],
      [["--listen", "a:70000"], /--listen a:70000/],
      [["--speed", "0"], /--speed 0 is not a number above 0/],
      [["--tls-cert", "x"], /belong together/],
      [["--spares", "1"], /--spares needs --cluster/],
      [["--cluster", "--listen", "10.0.0.1:80"], /--cluster listens on loopback addresses/],
      [["--version", "9"], /--version 9 is not one of 5.6, 6.1, 7.6, 8.2, 8.3/],
      [["--user", "ann:secret:king"], /--user ann is not of the form/],
    ] as const
  ) {
    assert.throws(
      () => parseOptions(args),
      (error) => error instanceof OptionError && message.test(error.message),
    );
  }
});

Deno.test("What is below xapi is chosen by name", () => {
  assert.equal(parseOptions([]).options.domains, undefined);
  assert.equal(parseOptions(["--domains", "simulated"]).options.domains, "simulated");
  assert.throws(() => parseOptions(["--domains=toString"]), {
    name: "OptionError",
    message: "--domains toString is not one of real, simulated, simulated-frail",
  });
});
