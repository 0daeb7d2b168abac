package io.voucherctl.commands.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.Golden;
import io.voucherctl.commands.kube.CommandRun;
import io.voucherctl.commands.kube.KubeTarget;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.TenantQuota;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
    QuotaSetCommand set = new QuotaSetCommand(this::quotas);
    line(false, set)
        .parseArgs(
            "set",
            "acme",
            "--rate",
            "20/s",
            "--burst",
            "40",
            "--reason",
            "incident 42",
            "--revision",
            "7",
            "--new",
            "--dry-run");

    assertThat(set.plan())
        .isEqualTo(
            new QuotaEdit(
                "acme",
                new TenantQuota("acme", Rate.perSecond(20), 40),
                "incident 42",
                "7",
                true,
                true));
  }

  @Test
  void withoutABurstItFollowsFromTheRate() {
    QuotaSetCommand set = new QuotaSetCommand(this::quotas);
    line(false, set).parseArgs("set", "_default", "--rate", "600/m");

    assertThat(set.plan().after()).isEqualTo(new TenantQuota("_default", Rate.parse("600/m"), 100));
  }

  @Test
  void unsetParsesIntoAnEditWithoutQuota() {
    QuotaUnsetCommand unset = new QuotaUnsetCommand(this::quotas);
    line(false, unset).parseArgs("unset", "acme", "--revision", "7");

    assertThat(unset.plan()).isEqualTo(new QuotaEdit("acme", null, null, "7", false, false));
  }

  @Test
  void theClusterIsTheOneThatWasNamed() {
    run(false, "list", "--context", "prod", "--kubeconfig", "k", "-n", "vouchers");

    assertThat(asked).containsExactly(new KubeTarget(Path.of("k"), "prod", "vouchers"));
  }

  @Test
  void theListLooksTheSameOnATerminalInAPipeAndAsJson() throws IOException {
    run(false, "set", "acme", "--rate", "20/s", "--reason", "incident 42");

    golden("list", "list");
  }

  @Test
  void oneQuotaLooksTheSameOnATerminalInAPipeAndAsJson() throws IOException {
    golden("get", "get", "globex");
  }

  @Test
  void aChangeLooksTheSameOnATerminalInAPipeAndAsJson() throws IOException {
    golden("set", "set", "acme", "--rate", "20/s", "--burst", "40", "--dry-run");
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
        "set acme                       | 2 | --rate",
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
  @ValueSource(strings = {"list", "get", "set", "unset"})
  void everyCommandHasAHelpText(String name) {
    CommandLine command = line(false).getSubcommands().get(name);

    assertThat(command.getUsageMessage()).contains("--context", "--namespace", "--output");
  }

  private QuotaStore quotas(KubeTarget target) {
    asked.add(target);
    return store;
  }

  private void golden(String name, String... arguments) throws IOException {
    Golden.check("quota/" + name + ".tty.txt", run(true, arguments).out());
    Golden.check("quota/" + name + ".pipe.txt", run(false, arguments).out());
    String[] json = Arrays.copyOf(arguments, arguments.length + 2);
    json[arguments.length] = "-o";
    json[arguments.length + 1] = "json";
    Golden.check("quota/" + name + ".json", run(false, json).out());
  }

  private CommandRun run(boolean terminal, String... arguments) {
    return CommandRun.of(line(terminal), arguments);
  }

  private CommandLine line(boolean terminal, Object... own) {
    List<Object> commands = new ArrayList<>(List.of(own));
    commands.add(new QuotaListCommand(this::quotas));
    commands.add(new QuotaGetCommand(this::quotas));
    commands.add(new QuotaSetCommand(this::quotas));
    commands.add(new QuotaUnsetCommand(this::quotas));
    return CommandRun.line(QuotaCommand.class, terminal, commands);
  }
}
