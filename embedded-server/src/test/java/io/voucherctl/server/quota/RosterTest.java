package io.voucherctl.server.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterTest {
  private static final TenantKey ACME = new TenantKey("acme", "app-1", "it's # a: token");
  private static final TenantKey BOLT = new TenantKey("bolt", "app-2", "hush-hush");

  @TempDir private Path directory;

  @Test
  void readsKeysAndQuotasOfATenantsFile() throws Exception {
    Tenant acme = new Tenant("acme", "app-1", "x", new TenantQuota("acme", Rate.perSecond(7), 8));
    Path file = Files.write(directory.resolve("t.yaml"), TenantsFile.format(List.of(acme)));

    Roster roster = Roster.read(file, null);

    assertThat(roster.keys().tenants()).containsExactly("acme");
    assertThat(roster.quotas().quotaOf("acme")).isEqualTo(acme.quota());
    assertThat(roster.quotas().revision()).matches("[0-9a-f]{12}");
  }

  @Test
  void readsADirectoryOfKeys() throws Exception {
    write(ACME);
    write(BOLT);

    KeyBook keys = Roster.read(directory, null).keys();

    assertThat(keys.byAppId().values()).containsExactlyInAnyOrder(ACME, BOLT);
  }

  @Test
  void keepsTheLastGoodKeyOfABrokenEntry() throws Exception {
    write(ACME);
    write(BOLT);
    Roster good = Roster.read(directory, null);
    Files.writeString(directory.resolve("bolt"), "appToken: {hush-hush\n");

    KeyBook keys = Roster.read(directory, good).keys();

    assertThat(keys.byAppId()).containsEntry("app-2", BOLT);
    assertThat(keys.invalid()).extracting(InvalidEntry::tenant).containsExactly("bolt");
    assertThat(keys.invalid().toString()).doesNotContain("hush");
  }

  @Test
  void givesAnAppIdClaimedTwiceToOneTenantOnly() throws Exception {
    write(ACME);
    write(new TenantKey("bolt", "app-1", "other"));

    KeyBook keys = Roster.read(directory, null).keys();

    assertThat(keys.byAppId()).containsOnly(Map.entry("app-1", ACME));
    assertThat(keys.invalid()).extracting(InvalidEntry::tenant).containsExactly("bolt");
  }

  @Test
  void refusesKeysWithoutAToken() {
    assertThatIllegalArgumentException().isThrownBy(() -> KeyText.parse("acme", "appId: a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyText.parse("acme", "appId: a\nappToken: ''"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyText.parse("a/b", KeyText.format(ACME)));
  }

  @Test
  void keepsTokensOutOfTexts() throws Exception {
    write(BOLT);

    assertThat(BOLT.toString() + Roster.read(directory, null)).doesNotContain("hush-hush");
  }

  private void write(TenantKey key) throws IOException {
    Files.writeString(directory.resolve(key.tenant()), KeyText.format(key));
  }
}
