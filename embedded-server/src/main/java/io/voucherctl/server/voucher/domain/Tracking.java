package io.voucherctl.server.voucher.domain;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Tracking ids: an opaque name of a customer, made from the source id and read back into it. */
public final class Tracking {
  private static final String PREFIX = "track_";

  private Tracking() {}

  public static @Nullable String of(@Nullable String sourceId) {
    return sourceId == null
        ? null
        : PREFIX + Base64.getUrlEncoder().encodeToString(sourceId.getBytes(StandardCharsets.UTF_8));
  }

  /** The source id a caller means: that of one of our tracking ids, else the text itself. */
  public static String sourceId(String trackingId) {
    if (!trackingId.startsWith(PREFIX)) {
      return trackingId;
    }
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(trackingId.substring(PREFIX.length()));
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return trackingId;
    }
  }
}
