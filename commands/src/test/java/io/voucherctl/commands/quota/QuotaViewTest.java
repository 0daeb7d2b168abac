package io.voucherctl.commands.quota;

import io.voucherctl.commands.Golden;
import io.voucherctl.commands.kube.CommandRun;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.TenantQuota;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaViewTest {
  private final MemoryQuotaStore store =
      new MemoryQuotaStore()
          .with(QuotaEntry.of(TenantQuota.of("_default", Rate.parse("600/m"))))
          .with(QuotaEntry.of(TenantQuota.of("acme", Rate.perSecond(50))))
          .with(QuotaEntry.parse("initech", "rate: plenty"))
          .knowing("acme", "globex", "initech");

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
  void theRicherListLooksTheSameOnATerminalInAPipeAndAsJson() throws IOException {
    rich();

    golden("list-rich", "list");
  }

  @Test
  void oneRicherQuotaLooksTheSameOnATerminalInAPipeAndAsJson() throws IOException {
    rich();

    golden("get-rich", "get", "acme");
  }

  @Test
  void aLeaseLooksTheSameOnATerminalInAPipeAndAsJson() throws IOException {
    rich();

    golden(
        "set-lease",
        "set",
        "globex",
        "--rate=2/s",
        "--mode=enforce",
        "--route=GET /v1/orders=1/s",
        "--for=30m",
        "--dry-run");
  }

  private void rich() {
    store
        .with(QuotaEntry.parse("_plan.gold", "{rate: 200/s, concurrency: 50}"))
        .with(
            QuotaEntry.parse(
                "acme",
                """
                plan: gold
                rate: 20/s
                routes:
                  POST /v1/vouchers/{code}/validate: {rate: 5/s, burst: 10}
                  /v1/customers: {rate: 2/s}
                until: 2030-01-01T00:22:00Z
                """))
        .with(QuotaEntry.parse("globex", "{rate: 30/s, mode: shadow}"));
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
    return CommandRun.of(
        CommandRun.line(
            QuotaCommand.class,
            terminal,
            List.of(
                new QuotaListCommand(_ -> store, () -> CommandRun.NOW),
                new QuotaGetCommand(_ -> store, () -> CommandRun.NOW),
                new QuotaSetCommand(_ -> store, () -> CommandRun.NOW),
                new QuotaUnsetCommand(_ -> store, () -> CommandRun.NOW),
                new QuotaEndCommand(_ -> store, () -> CommandRun.NOW))),
        arguments);
  }
}
