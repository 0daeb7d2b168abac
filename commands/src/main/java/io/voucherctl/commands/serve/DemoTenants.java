package io.voucherctl.commands.serve;

import io.voucherctl.server.quota.KeyPair;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** Five tenants of different sizes, for a region that was given none. */
final class DemoTenants {
  private static final int APP_ID_BYTES = 8;
  private static final int TOKEN_BYTES = 24;

  private final RandomGenerator random;

  /** {@code random} must be unpredictable: it makes the tenants' secrets. */
  DemoTenants(RandomGenerator random) {
    this.random = random;
  }

  List<Tenant> make() {
    return List.of(
        tenant("acme", 100),
        tenant("globex", 80),
        tenant("initech", 50),
        tenant("umbrella", 30),
        tenant("hooli", 20));
  }

  private Tenant tenant(String id, long perSecond) {
    Rate rate = Rate.perSecond(perSecond);
    TenantQuota quota = new TenantQuota(id, rate, 2 * perSecond);
    return new Tenant(id, hex(APP_ID_BYTES), hex(TOKEN_BYTES), clientPair(), quota);
  }

  private KeyPair clientPair() {
    return new KeyPair(hex(APP_ID_BYTES), hex(TOKEN_BYTES));
  }

  private String hex(int bytes) {
    byte[] secret = new byte[bytes];
    random.nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }
}
