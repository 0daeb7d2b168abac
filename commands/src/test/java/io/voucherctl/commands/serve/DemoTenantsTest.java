package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.server.quota.Tenant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoTenantsTest {
  private final DemoTenants demo = new DemoTenants(new SplittableRandom(1));

  @Test
  void thereAreFiveOfDifferentSizes() {
    assertThat(demo.make())
        .extracting(tenant -> tenant.id() + " " + tenant.quota().rate())
        .containsExactly(
            "acme 100/s", "globex 80/s", "initech 50/s", "umbrella 30/s", "hooli 20/s");
  }

  @Test
  void theirBurstIsTwoSecondsOfTheirRate() {
    assertThat(demo.make())
        .allSatisfy(tenant ->
            assertThat(tenant.quota().burst()).isEqualTo(2 * tenant.quota().rate().count()));
  }

  @Test
  void noKeyIsUsedTwiceNotEvenByTheNextRegion() {
    List<Tenant> all = Stream.concat(demo.make().stream(), demo.make().stream()).toList();
    assertThat(all)
        .flatExtracting(
            Tenant::appId,
            Tenant::appToken,
            tenant -> tenant.client().appId(),
            tenant -> tenant.client().token())
        .hasSize(4 * all.size())
        .doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(tenant -> {
          assertThat(tenant.appId()).matches("[0-9a-f]{16}");
          assertThat(tenant.appToken()).matches("[0-9a-f]{48}");
          assertThat(tenant.client().appId()).matches("[0-9a-f]{16}");
          assertThat(tenant.client().token()).matches("[0-9a-f]{48}");
        });
  }
}
