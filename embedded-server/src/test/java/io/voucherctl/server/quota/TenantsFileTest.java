package io.voucherctl.server.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantsFileTest {
  @TempDir private Path directory;

  @Test
  void readsBackWhatItWrote() throws Exception {
    List<Tenant> tenants =
        List.of(
            tenant("acme", "app-1", "it's #: a 'secret'\\"),
            tenant("0.b_c-d", "app: 2", "- żółw"),
            tenant("no", "1e3", "true"),
            tenant("web", "app-4", "x", new KeyPair("- it's: 'web'", "#\\ żółw")));
    Path file = Files.write(directory.resolve("tenants.yaml"), TenantsFile.format(tenants));

    assertThat(TenantsFile.read(file)).isEqualTo(tenants);
  }

  @Test
  void readsAFileWithoutClientPairs() {
    Tenant old =
        TenantsFile.parse("tenants: [{id: acme, appId: a, appToken: b, quota: {rate: 5/s}}]")
            .getFirst();

    assertThat(old.client()).isNull();
    assertThat(old.keys()).isEqualTo(new TenantKey("acme", "a", "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tenants: []",
        "tenants: 5",
        "tenants:\n  - id: acme",
        "tenants:\n  - {id: acme, appId: a, appToken: hush-hush}",
        "tenants:\n  - {id: acme, appId: a, appToken: hush-hush, quota: {rate: fast}}",
        "tenants:\n  - {id: acme, appId: a, appToken: '', quota: {rate: 5/s}}",
        "tenants:\n  - {id: ../acme, appId: a, appToken: hush-hush, quota: {rate: 5/s}}",
        "tenants:\n  - {id: acme, appId: a, appToken: hush-hush, quota: {rate: 5/s}, colour: red}",
        "tenants:\n  - {id: acme, appId: a, appToken: {x: hush-hush}, quota: {rate: 5/s}}",
        "tenants:\n  - id: acme\n    appToken: hush-hush\n  appId: a",
        "tenants: [{id: acme, appId: a, appToken: b, clientAppId: c, quota: {rate: 5/s}}]",
        "tenants: [{id: acme, appId: a, appToken: b, clientToken: hush-hush, quota: {rate: 5/s}}]",
        "tenants: [{id: a, appId: a, appToken: hush-hush, clientAppId: c, clientToken: hush-hush,"
            + " quota: {rate: 5/s}}]",
        "tenants: [{id: a, appId: a, appToken: b, clientAppId: a, clientToken: hush-hush, quota:"
            + " {rate: 5/s}}]",
        "tenants: [{id: a, appId: a, appToken: b, clientAppId: ' ', clientToken: hush-hush, quota:"
            + " {rate: 5/s}}]",
        "people: []"
      })
  void refusesABrokenFileWithoutQuotingASecret(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TenantsFile.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush-hush"))
        .withNoCause();
  }

  @Test
  void refusesTwoTenantsThatCannotBeToldApart() {
    List<Tenant> sameId = List.of(tenant("acme", "a", "x"), tenant("acme", "b", "y"));
    List<Tenant> sameAppId = List.of(tenant("acme", "a", "x"), tenant("bolt", "a", "y"));

    assertThatIllegalArgumentException().isThrownBy(() -> TenantsFile.parse(text(sameId)));
    assertThatIllegalArgumentException().isThrownBy(() -> TenantsFile.parse(text(sameAppId)));
    KeyPair web = new KeyPair("web", "open");
    List<Tenant> sameClientId =
        List.of(tenant("acme", "a", "x", web), tenant("bolt", "b", "y", web));
    List<Tenant> crossed = List.of(tenant("acme", "a", "x", web), tenant("bolt", "web", "y"));
    assertThatIllegalArgumentException().isThrownBy(() -> TenantsFile.parse(text(sameClientId)));
    assertThatIllegalArgumentException().isThrownBy(() -> TenantsFile.parse(text(crossed)));
  }

  @Test
  void keepsTheTokenOutOfATenantsText() {
    KeyPair web = new KeyPair("web", "hush-hush-open");
    assertThat(tenant("acme", "app-1", "hush-hush", web).toString()).doesNotContain("hush-hush");
    assertThat(web.toString()).doesNotContain("hush-hush");
  }

  private static String text(List<Tenant> tenants) {
    return new String(TenantsFile.format(tenants), StandardCharsets.UTF_8);
  }

  private static Tenant tenant(String id, String appId, String appToken) {
    return tenant(id, appId, appToken, null);
  }

  private static Tenant tenant(String id, String appId, String appToken, KeyPair client) {
    return new Tenant(id, appId, appToken, client, new TenantQuota(id, Rate.perSecond(5), 9));
  }
}
