package io.voucherctl.commands.drill;

import com.fasterxml.jackson.annotation.JsonValue;
import io.voucherctl.commands.latency.LatencyFigures;
import io.voucherctl.commands.load.LoadReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Whether the drill shows what it set out to show. Pure: the same figures, the same word. */
record Judgement(Word word, List<String> reasons) {
  /** A neighbour is whole when this share of its requests went well, and hurt below it. */
  static final double WHOLE = 0.999;

  /** The exit code of a JVM whose heap is exhausted, under {@code -XX:+ExitOnOutOfMemoryError}. */
  static final int HEAP_EXHAUSTED = 3;

  /** The verdict in a word. */
  enum Word {
    /** The outage happened, and the mitigation ended it. */
    RECOVERED(true),
    /** The outage happened, and goes on. */
    NOT_RECOVERED(false),
    /** The outage did not happen, so nothing is proved. */
    NOT_REPRODUCED(false),
    /** Control run: the limiter held, nobody else noticed. */
    UNHARMED(true),
    /** Control run: somebody was hurt without the defect. */
    HARMED(false),
    /** Ended before its end, so nothing is proved. */
    INTERRUPTED(false);

    private final boolean good;

    Word(boolean good) {
      this.good = good;
    }

    boolean good() {
      return good;
    }

    @JsonValue
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Judgement of(DrillPlan plan, List<Phase> phases, List<Death> deaths) {
    Phase last = phases.getLast();
    if (last.interrupted() != null) {
      return new Judgement(Word.INTERRUPTED, List.of("interrupted in the " + last.name()));
    }
    return plan.defect() ? ofOutage(plan, phases, deaths) : ofControl(plan, phases, deaths);
  }

  private static Judgement ofOutage(DrillPlan plan, List<Phase> phases, List<Death> deaths) {
    List<String> missing = new ArrayList<>();
    if (deaths.stream().noneMatch(death -> death.exitCode() == HEAP_EXHAUSTED)) {
      missing.add("no gateway died of its heap");
    }
    missing.addAll(hurt(plan, phase(phases, Phase.BASELINE)));
    if (hurt(plan, phase(phases, Phase.FLOOD)).isEmpty()) {
      missing.add("no neighbour was hurt in the flood");
    }
    if (!missing.isEmpty()) {
      return new Judgement(Word.NOT_REPRODUCED, missing);
    }
    Phase recovery = phase(phases, Phase.RECOVERY);
    List<String> bad = new ArrayList<>(hurt(plan, recovery));
    deaths.stream()
        .filter(death -> death.at().isAfter(recovery.startedAt()))
        .forEach(death -> bad.add(death.pod() + " died again: " + death.cause()));
    admittedBeyondClamp(plan, recovery, bad);
    return new Judgement(bad.isEmpty() ? Word.RECOVERED : Word.NOT_RECOVERED, bad);
  }

  private static Judgement ofControl(DrillPlan plan, List<Phase> phases, List<Death> deaths) {
    List<String> bad = new ArrayList<>();
    deaths.forEach(death -> bad.add(death.pod() + " died: " + death.cause()));
    phases.forEach(phase -> bad.addAll(hurt(plan, phase)));
    LoadReport.OfTenant noisy = tenant(phase(phases, Phase.FLOOD), plan.noisyTenant());
    if (noisy.outcomes().rejected() == 0) {
      bad.add("the limiter rejected nothing of " + plan.noisyTenant());
    }
    return new Judgement(bad.isEmpty() ? Word.UNHARMED : Word.HARMED, bad);
  }

  private static List<String> hurt(DrillPlan plan, Phase phase) {
    List<String> hurt = new ArrayList<>();
    for (LoadReport.OfTenant tenant : phase.tenants()) {
      if (!tenant.tenant().equals(plan.noisyTenant()) && success(tenant) < WHOLE) {
        hurt.add(
            String.format(
                Locale.ROOT,
                "%s: %.2f %% of the requests of %s went well",
                phase.name(),
                100 * success(tenant),
                tenant.tenant()));
      }
    }
    return hurt;
  }

  private static void admittedBeyondClamp(DrillPlan plan, Phase recovery, List<String> bad) {
    LoadReport.OfTenant noisy = tenant(recovery, plan.noisyTenant());
    // What was sent last may have been admitted as much later as its answer took.
    long drainMicros =
        noisy.responseTimeByOutcome().getOrDefault("ok", LatencyFigures.NONE).maxMicros();
    Duration window =
        Duration.ofNanos(
            (long) (recovery.seconds() * 1e9) + TimeUnit.MICROSECONDS.toNanos(drainMicros));
    long allowed = Findings.allowed(plan.clamp(), plan.gatewaysAfter(), 0, window);
    if (noisy.outcomes().ok() > allowed) {
      bad.add(
          "%s got %d answers, its clamp allows %d"
              .formatted(plan.noisyTenant(), noisy.outcomes().ok(), allowed));
    }
  }

  /** Share of the offered requests that were answered as expected; 1 when none was offered. */
  static double success(LoadReport.OfTenant tenant) {
    return tenant.offered() == 0 ? 1 : tenant.outcomes().ok() / (double) tenant.offered();
  }

  private static Phase phase(List<Phase> phases, String name) {
    return phases.stream().filter(phase -> phase.name().equals(name)).findFirst().orElseThrow();
  }

  private static LoadReport.OfTenant tenant(Phase phase, String name) {
    return phase.tenants().stream()
        .filter(tenant -> tenant.tenant().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
