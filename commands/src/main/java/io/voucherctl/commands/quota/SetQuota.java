package io.voucherctl.commands.quota;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.QuotaRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is named and leaves the rest as it is. A tenant without an entry starts from the
 * default's. A lease falls back to what held before it; of a lease in a lease that is what held
 * before the first, so that clamps never pile up.
 *
 * @param term null leaves a lease that runs as it is, and makes none
 */
record SetQuota(QuotaSettings settings, @Nullable LeaseTerm term) implements Alteration {

  @Override
  public QuotaRule of(Present present) {
    if (settings.isEmpty() && !present.isLeased()) {
      throw new Failure.BadInput(
          present.key() + " has no lease that runs", "a new one needs a change, such as --rate");
    }
    requirePlan(present);
    QuotaRule start = start(present);
    String plan = Setting.over(start == null ? null : start.plan(), settings.plan());
    QuotaRule edited = settings.over(present.key(), start, present.routesOf(plan));
    Instant until = term == null ? edited.until() : term.end(present.now());
    return new QuotaRule(
        edited.key(),
        edited.plan(),
        edited.limit(),
        edited.routes(),
        edited.concurrency(),
        edited.enforcement(),
        until,
        until == null ? null : fallback(present, edited));
  }

  /** What is edited; null when nothing is there to build on. */
  private @Nullable QuotaRule start(Present present) {
    QuotaRule rule = present.rule();
    boolean broken = present.entry() != null && present.entry().problem() != null;
    if (rule != null || broken || present.isPlan() || namesPlan()) {
      return rule;
    }
    Instant ends = present.isTenant() ? present.defaultEnds() : null;
    if (ends != null && settings.rate() == null) {
      throw new Failure.BadInput(
          "the default that " + present.key() + " has is a lease until " + ends, "name --rate too");
    }
    return present.standard();
  }

  /** The one that no default must be mixed into: a plan says all that a tenant leaves out. */
  private boolean namesPlan() {
    return settings.plan() != null && settings.plan().value() != null;
  }

  private static @Nullable QuotaRule fallback(Present present, QuotaRule edited) {
    QuotaRule before = present.rule();
    if (before != null && before.until() == null) {
      return before;
    }
    if (before != null && Objects.equals(before.plan(), edited.plan())) {
      return before.then();
    }
    QuotaRule then = before == null ? null : before.afterwards();
    // Without a 'then' the lease's plan would outlast it.
    return then == null && edited.plan() != null ? present.standard() : then;
  }

  private void requirePlan(Present present) {
    String plan = settings.plan() == null ? null : settings.plan().value();
    if (plan != null && !present.entries().plans().contains(plan)) {
      throw new Failure.BadInput(
          "no plan '" + plan + "'", NearNames.hint("plan", plan, present.entries().plans()));
    }
  }

  @Override
  public List<String> notes(Present present, @Nullable QuotaRule after) {
    List<String> notes = new ArrayList<>();
    QuotaRule before = present.rule();
    if (after == null) {
      return notes;
    }
    if (namesPlan() && settings.rate() == null && after.limit() != null) {
      notes.add(
          "%s keeps its own %s, whatever plan %s says; --rate none takes the plan's"
              .formatted(after.key(), after.limit(), after.plan()));
    }
    boolean tookOver = before == null || before.routes() == null;
    if (after.routes() != null && tookOver && !present.routesOf(after.plan()).isEmpty()) {
      notes.add(
          "%s has route caps of its own now; those of plan %s no longer reach it"
              .formatted(after.key(), after.plan()));
    }
    if (term == null && after.until() != null) {
      notes.add("a lease is running: this ends with it, at " + after.until());
    }
    return notes;
  }
}
