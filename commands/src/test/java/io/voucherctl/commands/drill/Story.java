package io.voucherctl.commands.drill;

import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.load.LoadReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The AS1 outage in figures, second by second from 2026-03-01T08:00:00Z. */
final class Story {
  static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  static final Instant RECOVERY = START.plusSeconds(65);

  private static final LatencyFigures MS =
      new LatencyFigures(400, 1_000, 2_000, 4_200, 9_000, 9_900);

  private Story() {}

  static Death death(String pod, long second, int exitCode, String cause) {
    return new Death(pod, "gateway", exitCode, cause, START.plusSeconds(second));
  }

  static Death heapDeath() {
    return death("gateway-7d9-abcde", 31, 3, "heap exhausted");
  }

  /** Every phase, with acme beside hooli. */
  static List<Phase> phases(
      LoadReport.OfTenant flooded, LoadReport.OfTenant recovered, LoadReport.OfTenant noisyAtEnd) {
    return List.of(
        new Phase(
            Phase.BASELINE, START, 10, List.of(noisy(100, 0), tenant("acme", 400, 0)), null, null),
        new Phase(
            Phase.FLOOD,
            START.plusSeconds(10),
            40,
            List.of(noisy(50_000, 10), flooded),
            null,
            null),
        new Phase(
            Phase.MITIGATION,
            START.plusSeconds(50),
            15,
            List.of(noisy(900, 21_600), tenant("acme", 580, 20)),
            null,
            null),
        new Phase(Phase.RECOVERY, RECOVERY, 15, List.of(noisyAtEnd, recovered), null, null));
  }

  static LoadReport.OfTenant noisy(long ok, long rejected) {
    return tenant("hooli", 1_500, new LoadReport.Outcomes(ok, rejected, 0, 0, 0, 0, 0), "429");
  }

  /** A neighbour; what failed got a 503. */
  static LoadReport.OfTenant tenant(String name, long ok, long failed) {
    return tenant(name, 40, new LoadReport.Outcomes(ok, 0, failed, 0, 0, 0, 0), "503");
  }

  static LoadReport.OfTenant tenant(
      String name, double rate, LoadReport.Outcomes outcomes, String otherStatus) {
    Map<String, Long> statuses = new TreeMap<>(Map.of("200", outcomes.ok()));
    long others = outcomes.failed() + outcomes.rejected();
    if (others > 0) {
      statuses.put(otherStatus, others);
    }
    return new LoadReport.OfTenant(
        name,
        rate,
        rate,
        rate,
        outcomes.sum(),
        outcomes,
        statuses,
        0,
        MS,
        MS,
        outcomes.ok() == 0 ? Map.of() : Map.of("ok", MS),
        List.of());
  }

  /** As {@code drill as1} tells it when all went as it should. */
  static DrillReport recovered() {
    return report(
        true,
        new Findings(
            "hooli",
            "POST /v1/vouchers/{code}/validate",
            50_010,
            50_000,
            1_100,
            "20/s burst 40",
            2,
            0,
            97),
        List.of(heapDeath(), death("gateway-7d9-fghij", 44, 137, "probe kill (liveness)")),
        new Judgement(Judgement.Word.RECOVERED, List.of()));
  }

  static DrillReport report(
      boolean defect, Findings findings, List<Death> deaths, Judgement judgement) {
    return new DrillReport(
        DrillReport.SCHEMA,
        findings == null ? null : findings.tenant(),
        defect,
        1.0,
        phases(tenant("acme", 1_200, 400), tenant("acme", 600, 0), noisy(85, 22_415)),
        findings,
        deaths,
        List.of("quota of hooli: 20/s burst 40 -> 5/s burst 10 (revision 7)", "rollout complete"),
        judgement.word(),
        judgement.reasons());
  }
}
