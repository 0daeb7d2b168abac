package io.voucherctl.commands.pods;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long the kubelet waits before it starts a crashed container again: at once after the first
 * crash, then {@code finishedAt} plus one unit, two, four ... up to the cap (the kubelet's {@code
 * doBackOff}: 10 s and 300 s). A node may be set to other values; ours, which can be shortened for
 * drills, says so in annotations of the pod.
 */
public record BackOffRule(Duration unit, Duration cap) {
  public static final BackOffRule KUBERNETES =
      new BackOffRule(Duration.ofSeconds(10), Duration.ofSeconds(300));

  static final String UNIT_ANNOTATION = "voucherctl.io/back-off-unit";
  static final String CAP_ANNOTATION = "voucherctl.io/back-off-cap";

  private static final String WAITING = "CrashLoopBackOff";
  private static final Pattern STEP = Pattern.compile("back-off (\\S+) restarting");

  /** Null annotations, and broken ones, leave Kubernetes's own values. */
  static BackOffRule of(@Nullable String unit, @Nullable String cap) {
    return new BackOffRule(parsed(unit, KUBERNETES.unit), parsed(cap, KUBERNETES.cap));
  }

  /** Null unless the container waits in back-off. The kubelet's own word on the step wins. */
  @Nullable BackOff of(ContainerSnapshot container) {
    if (!container.state().equals(WAITING)) {
      return null;
    }
    Duration step = told(container.waitMessage());
    if (step == null) {
      step = step(container.restarts());
    }
    Instant died = container.last() == null ? null : container.last().finishedAt();
    return new BackOff(
        GoDurations.seconds(step),
        died == null ? null : died.plus(step),
        GoDurations.seconds(unit));
  }

  /** The longest step that so many restarts allow; a run of twice the cap would have reset it. */
  private Duration step(int restarts) {
    Duration step = unit;
    for (int i = 1; i < restarts && step.compareTo(cap) < 0; i++) {
      step = step.multipliedBy(2);
    }
    return step.compareTo(cap) < 0 ? step : cap;
  }

  private static @Nullable Duration told(@Nullable String message) {
    Matcher matcher = STEP.matcher(message == null ? "" : message);
    return matcher.find() ? GoDurations.parse(matcher.group(1)) : null;
  }

  private static Duration parsed(@Nullable String text, Duration otherwise) {
    Duration duration = text == null ? null : GoDurations.parse(text);
    return duration == null ? otherwise : duration;
  }
}
