package io.voucherctl.commands.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.Tenant;
import io.voucherctl.server.quota.TenantQuota;
import io.voucherctl.server.quota.TenantsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTenantsTest {
  private static final Tenant SOLO =
      new Tenant("solo", "app", "s3cret", TenantQuota.of("solo", Rate.perSecond(5)));

  @TempDir Path folder;
  private StateDirectory state;

  @BeforeEach
  void open() {
    state = StateDirectory.open(folder.resolve("state"));
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void withoutAFileTenantsAreMadeUpAndWrittenForTheirOwnerOnly() throws Exception {
    RegionTenants made = of(null, 1);
    assertThat(made.file()).isEqualTo(state.path().resolve("tenants.yaml"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.file())))
        .isEqualTo("rw-------");
    assertThat(TenantsFile.read(made.file())).isEqualTo(made.tenants()).hasSize(5);
  }

  @Test
  void theTenantsOfAnEarlierRegionInTheSameDirectoryStay() {
    RegionTenants first = of(null, 1);
    assertThat(of(null, 2)).isEqualTo(first);
  }

  @Test
  void aNamedFileComesBeforeTheOneInTheStateDirectory() throws Exception {
    of(null, 1);
    Path named = Files.write(folder.resolve("mine.yaml"), TenantsFile.format(List.of(SOLO)));
    assertThat(of(named, 2)).isEqualTo(new RegionTenants(named, List.of(SOLO)));
  }

  @Test
  void aNamedFileIsNotCopied() throws Exception {
    Path named = Files.write(folder.resolve("mine.yaml"), TenantsFile.format(List.of(SOLO)));
    of(named, 1);
    assertThat(state.path()).isDirectoryNotContaining("glob:**/tenants.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenants: [{id: solo, appId: app, appToken: 's3cret",
        "tenants:\n  - id: solo\n    appId: app\n    apptoken: s3cret\n",
        "tenants:\n  - id: solo\n    appId: [s3cret]\n",
        "s3cret",
        "tenants: s3cret",
        "tenants: [{id: solo, appId: app, appToken: s3cret}]",
        "tenants: [{appId: app, appToken: s3cret, quota: {rate: 1/s}}]",
        "tenants: [{id: solo, appId: app, appToken: s3cret, quota: {rate: 1/s, burst: -1}}]",
        "tenants: [{id: 'a b', appId: app, appToken: s3cret, quota: {rate: 1/s}}]",
        "tenants: []",
        ""
      })
  void aBrokenFileIsBadInputThatNamesItAndNoSecret(String text) throws Exception {
    Path named = Files.writeString(folder.resolve("mine.yaml"), text);
    assertThatThrownBy(() -> of(named, 1))
        .isInstanceOf(Failure.BadInput.class)
        .hasMessageStartingWith(named + ": ")
        .hasNoCause()
        .message()
        .doesNotContain("s3cret")
        .doesNotContain("\n");
  }

  @Test
  void aFileThatIsNotTextOrNotThereIsBadInput() throws Exception {
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    for (Path named : List.of(binary, folder.resolve("nowhere"), folder)) {
      assertThatThrownBy(() -> of(named, 1))
          .isInstanceOf(Failure.BadInput.class)
          .hasMessage("cannot read the tenants file " + named);
    }
  }

  private RegionTenants of(Path named, long seed) {
    return RegionTenants.of(named, state, new DemoTenants(new SplittableRandom(seed)));
  }
}
