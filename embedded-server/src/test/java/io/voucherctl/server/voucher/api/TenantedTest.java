package io.voucherctl.server.voucher.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.http.Query;
import io.voucherctl.server.http.Request;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.http.Response;
import io.voucherctl.server.quota.ApiSide;
import io.voucherctl.server.quota.KeyPair;
import io.voucherctl.server.quota.KeyText;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantKey;
import io.voucherctl.server.voucher.domain.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TenantedTest {
  private static final Map<String, String> SERVER_KEYS =
      Map.of("x-app-id", "srv", "x-app-token", "secret");
  private static final Map<String, String> CLIENT_KEYS =
      Map.of("x-client-application-id", "web", "x-client-token", "open");

  @TempDir Path keys;
  private final Errors errors = new Errors(new Json(), new Ids(() -> Instant.EPOCH, new Random(1)));

  @BeforeEach
  void writeKeys() throws IOException {
    TenantKey acme = new TenantKey("acme", "srv", "secret", new KeyPair("web", "open"));
    Files.writeString(keys.resolve("acme"), KeyText.format(acme));
  }

  @Test
  void aRouteIsOpenedByTheKeysOfItsSideOnly() throws Exception {
    try (Access access = Access.by(Optional.of(keys))) {
      assertThat(status(access, ApiSide.SERVER, SERVER_KEYS)).isEqualTo(200);
      assertThat(status(access, ApiSide.SERVER, CLIENT_KEYS)).isEqualTo(401);
      assertThat(status(access, ApiSide.CLIENT, CLIENT_KEYS)).isEqualTo(200);
      assertThat(status(access, ApiSide.CLIENT, SERVER_KEYS)).isEqualTo(401);
      assertThat(status(access, ApiSide.CLIENT, Map.of(Tenant.HEADER, "acme"))).isEqualTo(401);
    }
  }

  @Test
  void behindAGatewayOnlyItsHeaderCounts() throws Exception {
    try (Access access = Access.by(Optional.empty())) {
      for (ApiSide side : ApiSide.values()) {
        assertThat(status(access, side, Map.of(Tenant.HEADER, "acme"))).isEqualTo(200);
        assertThat(status(access, side, SERVER_KEYS)).isEqualTo(401);
        assertThat(status(access, side, CLIENT_KEYS)).isEqualTo(401);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "../acme", "acme bolt", "-acme", "żółw"})
  void aTenantHeaderThatIsNoIdIsNobodys(String header) throws Exception {
    try (Access access = Access.by(Optional.empty())) {
      assertThat(status(access, ApiSide.SERVER, Map.of(Tenant.HEADER, header))).isEqualTo(401);
    }
  }

  private int status(Access access, ApiSide side, Map<String, String> headers) {
    Tenanted route = new Tenanted(errors, access, side, (tenant, _) -> Response.text(200, tenant));
    return route.handle(new Request(new Head(headers), Map.of(), Query.NONE, new byte[0])).status();
  }

  private record Head(Map<String, String> headers) implements RequestHead {
    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String rawTarget() {
      return "/";
    }

    @Override
    public String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }
}
