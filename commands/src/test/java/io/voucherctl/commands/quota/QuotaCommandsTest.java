package io.voucherctl.commands.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.kube.CommandRun;
import io.voucherctl.commands.kube.KubeTarget;
import io.voucherctl.server.quota.Enforcement;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.RateLimit;
import io.voucherctl.server.quota.RoutePattern;
import io.voucherctl.server.quota.TenantQuota;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class QuotaCommandsTest {
  private final MemoryQuotaStore store =
      new MemoryQuotaStore()
          .with(QuotaEntry.of(TenantQuota.of("_default", Rate.parse("600/m"))))
          .with(QuotaEntry.of(TenantQuota.of("acme", Rate.perSecond(50))))
          .with(QuotaEntry.parse("initech", "rate: plenty"))
          .knowing("acme", "globex", "initech");
  private final List<KubeTarget> asked = new ArrayList<>();

  @Test
  void setParsesIntoAnEdit() {
    QuotaSetCommand set = new QuotaSetCommand(this::quotas, () -> CommandRun.NOW);
    line(false, set)
        .parseArgs(
            "set",
            "acme",
            "--rate",
            "20/s",
            "--burst",
            "40",
            "--plan=gold",
            "--concurrency=5",
            "--mode=shadow",
            "--route=POST /v1/vouchers/{code}/validate=5/s,burst=10",
            "--route",
            "/v1/customers=none",
            "--no-routes",
            "--for=30m",
            "--reason",
            "incident 42",
            "--revision",
            "7",
            "--new",
            "--dry-run");

    QuotaSettings settings =
        new QuotaSettings(
            Setting.to(Rate.perSecond(20)),
            40L,
            Setting.to("gold"),
            Setting.to(5),
            Setting.to(Enforcement.SHADOW),
            List.of(
                new RouteSetting(
                    RoutePattern.parse("POST /v1/vouchers/{code}/validate"),
                    new RateLimit(Rate.perSecond(5), 10)),
                new RouteSetting(RoutePattern.parse("* /v1/customers"), null)),
            true);
    assertThat(set.plan())
        .isEqualTo(
            new QuotaEdit(
                "acme",
                new SetQuota(settings, LeaseTerm.of(Duration.ofMinutes(30))),
                "incident 42",
                "7",
                true,
                true));
  }

  @Test
  void unsetAndEndParseIntoEdits() {
    QuotaUnsetCommand unset = new QuotaUnsetCommand(this::quotas, () -> CommandRun.NOW);
    line(false, unset).parseArgs("unset", "_plan.gold", "--revision", "7", "--force");
    QuotaEndCommand end = new QuotaEndCommand(this::quotas, () -> CommandRun.NOW);
    line(false, end).parseArgs("end", "acme", "--dry-run");

    assertThat(unset.plan())
        .isEqualTo(new QuotaEdit("_plan.gold", new UnsetQuota(true), null, "7", false, false));
    assertThat(end.plan())
        .isEqualTo(new QuotaEdit("acme", new EndLease(), null, null, false, true));
  }

  @Test
  void theClusterIsTheOneThatWasNamed() {
    run(false, "list", "--context", "prod", "--kubeconfig", "k", "-n", "vouchers");

    assertThat(asked).containsExactly(new KubeTarget(Path.of("k"), "prod", "vouchers"));
  }

  @Test
  void aChangeIsWrittenAndShown() {
    CommandRun run = run(false, "set", "globex", "--rate", "5/s");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).endsWith("\nglobex\tnone\t5/s burst 5\tchanged\t3 -> 4\n");
    assertThat(store.writes()).isEqualTo(1);
  }

  @Test
  void whatWasInvalidIsToldOnStderr() {
    CommandRun run = run(false, "set", "initech", "--rate", "5/s", "-o", "json");

    assertThat(run.out()).startsWith("{\"schema\":\"voucherctl.quota-change/v1\"");
    assertThat(run.err()).contains("was invalid: 'plenty' is not a rate");
  }

  @Test
  void anUnsetTenantFallsBackToTheDefault() {
    run(false, "unset", "acme");

    assertThat(run(false, "get", "acme").out()).contains("acme\t600/m\t100\tdefault");
  }

  @Test
  void anUnreadableSecretIsToldAndTheListStillShown() {
    store.knowing(KnownTenants.UNREADABLE);

    CommandRun run = run(false, "list");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("acme").doesNotContain("globex");
    assertThat(run.err()).contains("no permission to get secrets/tenant-keys");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set acmee --rate 1/s           | 2 | no tenant 'acmee'",
        "set a/b --rate 1/s             | 2 | 'a/b' is not a tenant id",
        "set acme --rate 1/s --burst 0  | 2 | burst must be at least 1",
        "set acme --rate fast           | 2 | 'fast' is not a rate",
        "set acme                       | 2 | nothing to change was named",
        "set acme --rate 1/s --for 1m --until 2030-01-01T01:00:00Z | 2 | name two ends",
        "set acme --rate 1/s --until noon | 2 | 'noon' is not a time",
        "set acme --rate 1/s --until 2030-01-01T00:09:00Z | 2 | is past",
        "set acme --mode strict         | 2 | 'strict' is not enforce or shadow",
        "set acme --concurrency many    | 2 | 'many' is neither a number",
        "set acme --route /v1/orders    | 2 | is not a route and its rate",
        "set acme --route orders=5/s    | 2 | orders",
        "set plan:gold --rate 1/s       | 2 | a plan is written _plan.NAME",
        "set _plan.gold --rate 1/s      | 2 | no plan 'gold'",
        "get _plan.gold                 | 1 | no plan 'gold'",
        "end acmee                      | 2 | no tenant 'acmee'",
        "set acme --rate 1/s --revision 2 | 5 | at revision 3, not 2",
        "get acmee                      | 1 | no tenant 'acmee'",
        "unset acmee                    | 2 | no tenant 'acmee'",
        "unset                          | 2 | TENANT"
      })
  void wrongInputEndsWithItsCodeAndWritesNothing(String arguments, int exit, String words) {
    CommandRun run = run(false, arguments.strip().split(" +"));

    assertThat(run.exit()).isEqualTo(exit);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(words);
    assertThat(store.writes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "get", "set", "end", "unset"})
  void everyCommandHasAHelpText(String name) {
    CommandLine command = line(false).getSubcommands().get(name);

    assertThat(command.getUsageMessage()).contains("--context", "--namespace", "--output");
  }

  private QuotaStore quotas(KubeTarget target) {
    asked.add(target);
    return store;
  }

  private CommandRun run(boolean terminal, String... arguments) {
    return CommandRun.of(line(terminal), arguments);
  }

  private CommandLine line(boolean terminal, Object... own) {
    List<Object> commands = new ArrayList<>(List.of(own));
    commands.add(new QuotaListCommand(this::quotas, () -> CommandRun.NOW));
    commands.add(new QuotaGetCommand(this::quotas, () -> CommandRun.NOW));
    commands.add(new QuotaSetCommand(this::quotas, () -> CommandRun.NOW));
    commands.add(new QuotaUnsetCommand(this::quotas, () -> CommandRun.NOW));
    commands.add(new QuotaEndCommand(this::quotas, () -> CommandRun.NOW));
    return CommandRun.line(QuotaCommand.class, terminal, commands);
  }
}
