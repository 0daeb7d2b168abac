package io.voucherctl.server.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTest {
  private static final Instant NOW = Instant.parse("2026-05-04T09:00:00Z");
  private static final TenantKey ACME = new TenantKey("acme", "app-1", "it's # a: token");
  private static final TenantKey BOLT = new TenantKey("bolt", "app-2", "hush-hush");

  @TempDir private Path directory;

  @Test
  void readsKeysAndQuotasOfATenantsFile() throws Exception {
    Tenant acme = new Tenant("acme", "app-1", "x", new TenantQuota("acme", Rate.perSecond(7), 8));
    Path file = Files.write(directory.resolve("t.yaml"), TenantsFile.format(List.of(acme)));

    Roster roster = Roster.read(file, null);

    assertThat(roster.keys().tenants()).containsExactly("acme");
    assertThat(roster.quotas().quotaOf("acme", NOW)).isEqualTo(acme.quota());
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
  void readsClientPairsOfAFileAndOfADirectory() throws Exception {
    KeyPair web = new KeyPair("web: 1", "it's #open");
    Tenant acme =
        new Tenant("acme", "app-1", "x", web, new TenantQuota("acme", Rate.perSecond(7), 8));
    Path file = Files.write(directory.resolve("t.yaml"), TenantsFile.format(List.of(acme)));
    Path keys = Files.createDirectory(directory.resolve("keys"));
    Files.writeString(keys.resolve("acme"), KeyText.format(acme.keys()));

    assertThat(Roster.read(file, null).keys()).isEqualTo(Roster.read(keys, null).keys());
    assertThat(Roster.read(keys, null).keys().byAppId())
        .containsOnly(Map.entry("app-1", new TenantKey("acme", "app-1", "x", web)));
  }

  @Test
  void takesAwayOnlyTheClientPairThatIsAnothersAlready() throws Exception {
    write(new TenantKey("acme", "app-1", "x", new KeyPair("web", "open-a")));
    write(new TenantKey("bolt", "app-2", "y", new KeyPair("web", "hush-b")));
    write(new TenantKey("able", "app-3", "z", new KeyPair("app-1", "hush-c")));

    KeyBook keys = Roster.read(directory, null).keys();

    assertThat(keys.byAppId().values())
        .containsExactlyInAnyOrder(
            new TenantKey("acme", "app-1", "x", new KeyPair("web", "open-a")),
            new TenantKey("bolt", "app-2", "y"),
            new TenantKey("able", "app-3", "z"));
    assertThat(keys.invalid())
        .containsExactly(
            new InvalidEntry("able", "its clientAppId is already that of acme"),
            new InvalidEntry("bolt", "its clientAppId is already that of acme"));
  }

  @Test
  void keepsBothPairsOfAnEntryThatBreaks() throws Exception {
    TenantKey bolt = new TenantKey("bolt", "app-2", "y", new KeyPair("web", "hush"));
    write(bolt);
    Roster good = Roster.read(directory, null);
    Files.writeString(directory.resolve("bolt"), "appId: app-2\nappToken: y\nclientAppId: web\n");

    KeyBook keys = Roster.read(directory, good).keys();

    assertThat(keys.byAppId()).containsOnly(Map.entry("app-2", bolt));
    assertThat(keys.invalid())
        .containsExactly(
            new InvalidEntry("bolt", "keys of bolt: needs both clientAppId and clientToken"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clientAppId: web",
        "clientToken: hush",
        "clientAppId: ''\nclientToken: ''",
        "clientAppId: web\nclientToken: ' '",
        "clientAppId: a\nclientToken: hush",
        "clientAppId: web\nclientToken: server-hush",
        "clientAppId: [web]\nclientToken: hush",
        "clientAppId: web\nclientAppToken: hush"
      })
  void refusesAClientPairThatIsNone(String lines) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyText.parse("acme", "appId: a\nappToken: server-hush\n" + lines))
        .withMessageNotContaining("hush")
        .withNoCause();
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

    write(new TenantKey("carl", "app-3", "hush-hush", new KeyPair("web-3", "hush-hush-open")));
    Roster roster = Roster.read(directory, null);

    assertThat(roster.keys().byAppId().toString()).contains("web-3").doesNotContain("hush-hush");
    assertThat(BOLT.toString() + Roster.read(directory, null)).doesNotContain("hush-hush");
  }

  private void write(TenantKey key) throws IOException {
    Files.writeString(directory.resolve(key.tenant()), KeyText.format(key));
  }
}
