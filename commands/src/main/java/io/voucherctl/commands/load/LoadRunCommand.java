package io.voucherctl.commands.load;

import io.voucherctl.commands.console.OutputOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code load run [PLAN.yaml]}. */
@Command(
    name = "run",
    header = "Run a load from a plan file, from flags, or from both.",
    description =
        "A plan file says who calls how often, in stages, with which operations and vouchers; every"
            + " flag counts more than the file. 'voucherctl load plan PLAN.yaml --explain' shows"
            + " beforehand what would be sent.",
    footer = {
      "",
      "A plan file:",
      "  schema: voucherctl.load-plan/v1",
      "  target: http://127.0.0.1:8080",
      "  tenants-file: tenants.yaml",
      "  tenants:",
      "  - name: acme",
      "    stages:",
      "    - constant: {rate: 50/s, for: 10s}",
      "    - ramp: {from: 50/s, to: 500/s, for: 30s}",
      "    - burst: {rate: 50/s, peak: 900/s, every: 10s, length: 1s, for: 30s}",
      "    operations: {validate: 80, redeem: 20}",
      "    keys: zipf,exponent=1.1",
      "  - {name: 'shop-{001..200}', total-rate: 400/s, spread: zipf}",
      "  fail-if:",
      "  - tenant=acme p99 > 250ms over 10s",
      "",
      "Other stages: step {from, to, steps, for}; poisson {rate, for}; replay {hlog,",
      "tenant}. Instead of stages: rate: 50/s; or concurrency: 4 (closed model).",
      "",
      "Examples:",
      "  voucherctl load run plan.yaml --hlog run.hlog",
      "  voucherctl load run plan.yaml --shard 1/2 --hlog first.hlog"
    })
public final class LoadRunCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "PLAN.yaml", description = "The plan file.")
  private @Nullable Path plan;

  @Mixin private LoadOptions options;
  @Mixin private QuotaCheckOptions quotas;
  @Mixin private OutputOptions output;

  private final LoadPorts ports;

  public LoadRunCommand(LoadPorts ports) {
    this.ports = ports;
  }

  @Override
  public Integer call() {
    return new WatchedLoad(ports, output).answer(job(), quotas);
  }

  LoadJob job() {
    return options.job(plan);
  }
}
