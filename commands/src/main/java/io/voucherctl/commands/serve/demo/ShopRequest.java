package io.voucherctl.commands.serve.demo;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One POST to the voucher API that a shop is made by.
 *
 * @param count how many of {@code kind} it makes
 * @param path with {@link #ID} where an id belongs that the server drew
 * @param idOf which request's answer has that id, by its {@code key}; null when no id is needed
 * @param key sent as Idempotency-Key, so that a shop that was interrupted is not made twice; null
 *     where the body itself says what must not be there twice
 * @param refused whether the answer is to be a refusal: shops have those, too
 */
record ShopRequest(
    Kind kind,
    int count,
    String path,
    JsonNode body,
    @Nullable String key,
    @Nullable String idOf,
    boolean refused) {
  static final String ID = "{id}";

  /** What a request makes. */
  enum Kind {
    CAMPAIGN,
    VOUCHER,
    CUSTOMER,
    ORDER,
    REDEMPTION,
    PUBLICATION,
    ROLLBACK
  }

  /** A request that may be sent again as it is. */
  static ShopRequest of(Kind kind, String path, JsonNode body) {
    return new ShopRequest(kind, 1, path, body, null, null, false);
  }

  ShopRequest making(int many) {
    return new ShopRequest(kind, many, path, body, key, idOf, refused);
  }

  ShopRequest once(String as) {
    return new ShopRequest(kind, count, path, body, as, idOf, refused);
  }

  ShopRequest after(String other) {
    return new ShopRequest(kind, count, path, body, key, other, refused);
  }

  ShopRequest toBeRefused() {
    return new ShopRequest(kind, count, path, body, key, idOf, true);
  }
}
