package io.voucherctl.commands.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.kube.CommandRun;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.QuotaText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A store that is changed by the words of a command line, at one moment. */
final class SetLine {
  static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  final MemoryQuotaStore store =
      new MemoryQuotaStore()
          .with(
              QuotaEntry.parse("_plan.gold", "{rate: 200/s, routes: {/v1/customers: {rate: 9/s}}}"))
          .with(QuotaEntry.parse("_plan.plain", "rate: 70/s"))
          .knowing("acme", "globex");
  List<String> notes = List.of();

  void stands(String key, String text) {
    store.with(QuotaEntry.parse(key, text));
  }

  /** What stands there afterwards. */
  String set(String key, String... options) {
    List<String> line = new ArrayList<>(List.of(key));
    line.addAll(Arrays.asList(options));
    QuotaSetCommand command = new QuotaSetCommand(target -> store, () -> NOW);
    CommandRun.line(QuotaSetCommand.class, false, List.of(command))
        .parseArgs(line.toArray(String[]::new));
    QuotaChange change = command.plan().applyTo(store, NOW);
    notes = change.notes();
    QuotaRule rule = store.list().find(key).rule();
    assertThat(QuotaText.parse(key, QuotaText.format(rule))).isEqualTo(rule);
    assertThat(change.after()).isEqualTo(Allowance.of(rule));
    return Allowance.of(rule).toString();
  }

  QuotaChange end(String key) {
    QuotaChange change =
        new QuotaEdit(key, new EndLease(), null, null, false, false).applyTo(store, NOW);
    notes = change.notes();
    return change;
  }

  String inForce(Instant moment) {
    return inForce("acme", moment);
  }

  String inForce(String tenant, Instant moment) {
    return Allowance.of(QuotaRule.of(store.list().book().quotaOf(tenant, moment))).toString();
  }
}
