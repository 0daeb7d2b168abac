package io.voucherctl.commands.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.ExecRunner;
import io.voucherctl.commands.kube.KubeClients;
import io.voucherctl.commands.kube.KubeConnection;
import io.voucherctl.commands.kube.KubeServer;
import io.voucherctl.commands.kube.KubeSession;
import io.voucherctl.commands.kube.KubeTimeouts;
import io.voucherctl.commands.kube.KubeUser;
import io.voucherctl.server.quota.QuotaRule;
import io.voucherctl.server.quota.Rate;
import io.voucherctl.server.quota.TenantQuota;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubeQuotaStoreTest extends QuotaStoreContract {
  private static final String MAP = "/api/v1/namespaces/vouchers/configmaps/tenant-quotas";
  private static final String KEYS = "/api/v1/namespaces/vouchers/secrets/tenant-keys";
  private static final ChangeNote NOTE = new ChangeNote(null, "acme: none");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2030-01-01T00:00:00.123Z"));

  private final SmallApiServer server = new SmallApiServer();
  private final KubeSession session =
      new KubeClients(new ExecRunner(false, Duration.ofSeconds(1)), CLOCK)
          .open(
              new KubeConnection(
                  "ctx",
                  "vouchers",
                  new KubeServer(URI.create(server.url()), false, null, null, null, null),
                  KubeUser.ANONYMOUS),
              KubeTimeouts.PERSON);

  KubeQuotaStoreTest() throws IOException {}

  @AfterEach
  void close() {
    session.close();
    server.close();
  }

  @Override
  QuotaStore store() {
    return new KubeQuotaStore(session, CLOCK, "tester");
  }

  @Test
  void aWriteTouchesOneKeyAndLeavesForeignOnesAlone() throws IOException {
    server.put(
        MAP,
        """
        {"metadata": {"name": "tenant-quotas", "labels": {"team": "sre"},
                      "annotations": {"other": "kept", "voucherctl.io/reason": "old"}},
         "data": {"acme": "rate: 50/s", "globex": "rate: nonsense"}}
        """);
    QuotaStore store = store();
    QuotaEntries before = store.list();

    store.replace(
        QuotaRule.of(new TenantQuota("acme", Rate.perSecond(20), 40)), before.revision(), NOTE);

    assertThat(before.find("acme").rule())
        .isEqualTo(QuotaRule.of(TenantQuota.of("acme", Rate.perSecond(50))));
    assertThat(before.find("globex").problem()).contains("'nonsense' is not a rate");
    assertThat(server.get(MAP).path("data").toString())
        .isEqualTo("{\"acme\":\"rate: 20/s\\nburst: 40\\n\",\"globex\":\"rate: nonsense\"}");
    assertThat(server.get(MAP).at("/metadata/labels/team").asText()).isEqualTo("sre");
    assertThat(server.get(MAP).at("/metadata/annotations").toString())
        .isEqualTo(
            "{\"other\":\"kept\",\"voucherctl.io/changed-by\":\"tester\","
                + "\"voucherctl.io/changed-at\":\"2030-01-01T00:00:00Z\","
                + "\"voucherctl.io/previous\":\"acme: none\"}");
  }

  @Test
  void aConfigMapThatWasRemovedMeanwhileIsAConflict() {
    QuotaStore store = store();
    QuotaRule quota = QuotaRule.of(TenantQuota.of("acme", Rate.perSecond(1)));
    String revision = store.replace(quota, QuotaStore.NO_REVISION, NOTE);
    server.delete(MAP);

    assertThatThrownBy(() -> store.remove("acme", revision, NOTE))
        .isInstanceOf(Failure.Conflict.class)
        .hasMessageContaining("somebody removed it");
    assertThat(server.get(MAP)).isNull();
  }

  @Test
  void tenantsAreTheKeysOfTheSecret() throws IOException {
    assertThat(store().tenants().ids()).isEmpty();
    server.put(KEYS, "{\"metadata\": {}, \"data\": {\"acme\": \"eA==\", \"globex\": \"eQ==\"}}");

    assertThat(store().tenants().ids()).containsExactlyInAnyOrder("acme", "globex");
    assertThat(store().tenants().complete()).isTrue();
  }

  @Test
  void aSecretThatMayNotBeReadLeavesTheTenantsOpen() {
    server.refuse("GET", KEYS, 403);

    assertThat(store().tenants()).isEqualTo(KnownTenants.UNREADABLE);
  }

  @Test
  void aMissingPermissionIsToldByName() {
    server.refuse("GET", MAP, 403);

    assertThatThrownBy(() -> store().list())
        .isInstanceOf(Failure.Unreachable.class)
        .hasMessageContaining("get configmaps/tenant-quotas in namespace vouchers");
  }
}
