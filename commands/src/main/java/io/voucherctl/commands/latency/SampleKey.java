package io.voucherctl.commands.latency;

import java.util.List;
import java.util.Set;

/**
 * Which requests a histogram is about. In an interval log it is the tag: {@code
 * tenant/operation/outcome}. A tag of somebody else's log, without two slashes, is a tenant with an
 * empty operation and outcome.
 */
public record SampleKey(String tenant, String operation, String outcome) {
  /** Every outcome of ours, in the order in which they are shown. */
  public static final List<String> OUTCOMES =
      List.of("ok", "rejected", "failed", "timeout", "refused", "reset", "dropped");

  private static final int PARTS = 3;
  private static final Set<String> UNHEARD = Set.of("refused", "reset", "dropped");
  private static final Set<String> NO_ERRORS = Set.of("", "ok", "rejected");

  /** Reads a tag; an absent one is the empty string. */
  public static SampleKey ofTag(String tag) {
    String[] parts = tag.split("/", -1);
    return parts.length == PARTS
        ? new SampleKey(parts[0], parts[1], parts[2])
        : new SampleKey(tag, "", "");
  }

  /** As it stands in an interval log. */
  public String tag() {
    return operation.isEmpty() && outcome.isEmpty()
        ? tenant
        : tenant + "/" + operation + "/" + outcome;
  }

  /**
   * True when the values count as response times: the request was answered, or waited for in vain.
   * A refused connection would flatter the percentiles. What is not an outcome of ours counts.
   */
  public boolean hasResponseTime() {
    return !UNHEARD.contains(outcome);
  }

  /** True when the answer was as expected, or when nobody recorded how it was. */
  public boolean isSuccess() {
    return outcome.isEmpty() || outcome.equals("ok");
  }

  /** True for failed, timeout, refused, reset and dropped. A rejection is the limiter's job. */
  public boolean isError() {
    return !NO_ERRORS.contains(outcome) && OUTCOMES.contains(outcome);
  }
}
