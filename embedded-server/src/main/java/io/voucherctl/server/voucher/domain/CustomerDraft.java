package io.voucherctl.server.voucher.domain;

import org.jspecify.annotations.Nullable;

/** A customer as a request names or describes it; what is null was not sent. */
public record CustomerDraft(
    @Nullable String id,
    @Nullable String sourceId,
    CustomerProfile profile,
    @Nullable String metadata) {

  public static CustomerDraft ofSourceId(String sourceId) {
    return new CustomerDraft(null, sourceId, CustomerProfile.UNKNOWN, null);
  }

  /** Says nothing at all: no customer is meant. */
  public boolean isBlank() {
    return id == null
        && sourceId == null
        && metadata == null
        && profile.equals(CustomerProfile.UNKNOWN);
  }

  public CustomerDraft withSourceId(String other) {
    return new CustomerDraft(id, other, profile, metadata);
  }
}
