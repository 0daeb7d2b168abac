package io.voucherctl.commands.load;

import io.voucherctl.commands.console.OutputOptions;
import io.voucherctl.server.quota.Tenant;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code load}. */
@Command(
    name = "load",
    header = "Load a region, tenant by tenant, and measure what each one gets.",
    description =
        "Requests are sent when they are due, whatever became of those before (open model), and the"
            + " response time counts from that moment. Every tenant has its own keys and"
            + " connections. The vouchers it needs are issued first, through the API.",
    footer = {
      "",
      "Examples:",
      "  voucherctl load --target http://127.0.0.1:8080 --tenants tenants.yaml \\",
      "      --tenant acme=50/s --tenant globex=10/s --duration 30s",
      "  ... --tenant acme=400/s --operation acme:guess=100 --hlog run.hlog -o json"
    })
public final class LoadCommand implements Callable<Integer> {
  @Option(
      names = "--target",
      required = true,
      paramLabel = "URL",
      description = "The gateway, on a loopback address.")
  private URI target;

  @Option(
      names = "--tenants",
      required = true,
      paramLabel = "FILE",
      description = "The tenants file: ids and keys.")
  private Path tenantsFile;

  @Option(
      names = "--tenant",
      required = true,
      arity = "1..*",
      paramLabel = "NAME=RATE",
      converter = TenantRate.Converter.class,
      description = "A tenant and how often it calls, such as acme=50/s. Repeatable.")
  private List<TenantRate> tenants;

  @Option(
      names = "--operation",
      paramLabel = "[NAME:]MIX",
      converter = OperationChoice.Converter.class,
      description =
          "What is called, by weights of validate, redeem, publish and guess (validating codes that"
              + " nobody issued). For one tenant with its NAME. Default:"
              + " validate=80,redeem=15,publish=5.")
  private List<OperationChoice> operations = new ArrayList<>();

  @Option(
      names = "--duration",
      required = true,
      paramLabel = "TIME",
      description = "How long to measure, such as 30s.")
  private Duration duration;

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      description = {
        "How long to send before measuring: target and generator both start cold.",
        "Default: 2s."
      })
  private Duration warmup = Duration.ofSeconds(2);

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      description = "How long a request may take. Default: 5s.")
  private Duration timeout = LoadPlan.DEFAULT_TIMEOUT;

  @Option(
      names = "--arrivals",
      paramLabel = "HOW",
      description = "How requests are spread: ${COMPLETION-CANDIDATES}. Default: constant.")
  private Arrivals arrivals = Arrivals.constant;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Most connections of one tenant. Default: 32.")
  private int connections = LoadTarget.DEFAULT_CONNECTIONS;

  @Option(
      names = "--codes",
      paramLabel = "N",
      description = "Vouchers to issue for each tenant. Default: 200.")
  private int codes = 200;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Same seed: same vouchers, arrivals and order. Default: 1.")
  private long seed = LoadPlan.DEFAULT_SEED;

  @Option(
      names = "--hlog",
      paramLabel = "FILE",
      description = "Log response times for 'latency report' and HdrHistogram's own tools.")
  private @Nullable Path hlog;

  @Mixin private LoadCheckOptions checks;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec spec;

  private final LoadPorts ports;

  public LoadCommand(LoadPorts ports) {
    this.ports = ports;
  }

  @Override
  public Integer call() {
    LoadJob job = job();
    LoadReport report = new WatchedLoad(ports, output).run(job, checks(job.plan()));
    return output.show(report, new LoadView());
  }

  LoadJob job() {
    try {
      return new LoadJob(
          new LoadTarget(target, callers(), connections),
          codes,
          new LoadPlan(loads(), duration, warmup, timeout, arrivals, seed, hlog));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private LoadChecks checks(LoadPlan plan) {
    try {
      LoadChecks asked = checks.checks(ports.clusters());
      asked.requireWithin(plan);
      return asked;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private List<Tenant> callers() {
    List<Tenant> known = LoadTenants.read(tenantsFile);
    return tenants.stream().map(wanted -> LoadTenants.find(known, wanted.tenant())).toList();
  }

  private List<LoadPlan.TenantLoad> loads() {
    OperationChoice.requireKnown(operations, tenants);
    return tenants.stream()
        .map(wanted ->
            new LoadPlan.TenantLoad(
                wanted.tenant(), wanted.rate(), OperationChoice.mixOf(wanted.tenant(), operations)))
        .toList();
  }
}
