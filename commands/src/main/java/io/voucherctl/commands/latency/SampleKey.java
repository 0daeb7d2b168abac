package io.voucherctl.commands.latency;

/**
 * Which requests a histogram is about. In an interval log it is the tag: {@code
 * tenant/operation/outcome}. A tag of somebody else's log, without two slashes, is a tenant with an
 * empty operation and outcome.
 */
public record SampleKey(String tenant, String operation, String outcome) {
  private static final int PARTS = 3;

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
}
