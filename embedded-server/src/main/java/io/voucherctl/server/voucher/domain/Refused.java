package io.voucherctl.server.voucher.domain;

import org.jspecify.annotations.Nullable;

/**
 * A call that is refused and changes nothing: thrown inside a unit of work it undoes the unit.
 * Carries no stack trace, because it is an answer and not a fault.
 */
@SuppressWarnings("serial") // never serialised
public final class Refused extends RuntimeException {
  private final Refusal refusal;
  private final String details;
  private final @Nullable String resourceId;
  private final @Nullable String resourceType;

  public Refused(
      Refusal refusal, String details, @Nullable String resourceId, @Nullable String resourceType) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
    this.details = details;
    this.resourceId = resourceId;
    this.resourceType = resourceType;
  }

  public Refusal refusal() {
    return refusal;
  }

  public String details() {
    return details;
  }

  public @Nullable String resourceId() {
    return resourceId;
  }

  public @Nullable String resourceType() {
    return resourceType;
  }
}
