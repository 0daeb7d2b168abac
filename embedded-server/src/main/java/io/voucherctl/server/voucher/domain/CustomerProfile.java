package io.voucherctl.server.voucher.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer.
 *
 * @param address a JSON object, opaque here
 * @param city the city in it
 */
public record CustomerProfile(
    @Nullable String name,
    @Nullable String description,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String birthdate,
    @Nullable String address,
    @Nullable String city) {
  public static final CustomerProfile UNKNOWN =
      new CustomerProfile(null, null, null, null, null, null, null);

  /** What {@code sent} says, and for the rest what this says. */
  public CustomerProfile overwrittenBy(CustomerProfile sent) {
    return new CustomerProfile(
        either(sent.name, name),
        either(sent.description, description),
        either(sent.email, email),
        either(sent.phone, phone),
        either(sent.birthdate, birthdate),
        either(sent.address, address),
        sent.address == null ? city : sent.city);
  }

  private static @Nullable String either(@Nullable String sent, @Nullable String stored) {
    return sent == null ? stored : sent;
  }
}
