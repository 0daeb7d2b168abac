package io.voucherctl.server.voucher.api;

import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.quota.ApiSide;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whose call it is. Safe for all threads. */
public interface Access extends AutoCloseable {

  /**
   * The tenant that calls; null when nobody may.
   *
   * @param side of the route that the call goes to
   */
  @Nullable String tenantOf(ApiSide side, RequestHead head);

  /** What a call without a tenant lacks, in words; the same whatever it carries. */
  String lacking();

  @Override
  void close();

  /**
   * Checks keys from a tenants file or a directory of keys; without one, takes the gateway's word.
   *
   * @throws IllegalArgumentException when the file is broken
   */
  static Access by(Optional<Path> tenants) throws IOException {
    return tenants.isPresent() ? new OwnKeys(tenants.get()) : new GatewayWord();
  }
}
