package io.voucherctl.commands.load.http;

import io.voucherctl.server.quota.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The header fields that every request of one tenant carries. */
final class HttpHead {
  private HttpHead() {}

  /** Without {@code Host}, which is not a field in every version of HTTP. */
  static Map<String, String> fields(Tenant tenant) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("User-Agent", "voucherctl-load");
    fields.put("Content-Type", "application/json");
    fields.put("X-App-Id", tenant.appId());
    fields.put("X-App-Token", tenant.appToken());
    return fields;
  }

  /** As HTTP/1.1 has it on the wire, each line ended. */
  static byte[] of(LoadTarget target, Tenant tenant) {
    StringBuilder head = new StringBuilder("Host: ").append(authority(target)).append("\r\n");
    fields(tenant)
        .forEach((name, value) -> {
          if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("no value for a header field: " + name);
          }
          head.append(name).append(": ").append(value).append("\r\n");
        });
    return head.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String authority(LoadTarget target) {
    String host = target.uri().getHost();
    return target.uri().getPort() < 0 ? host : host + ":" + target.port();
  }
}
