package io.voucherctl.commands.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.kube.OwnCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same contract against the endpoint that ships. */
class OwnClusterQuotaStoreTest extends QuotaStoreContract {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));

  private final OwnCluster cluster;

  OwnClusterQuotaStoreTest(@TempDir Path directory) throws IOException {
    cluster = new OwnCluster(directory, CLOCK);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Override
  QuotaStore store() {
    return new KubeQuotaStore(cluster.session(), CLOCK, "tester");
  }

  @Test
  void tenantsAreTheKeysOfTheSecret() throws IOException {
    cluster.create("secrets", "tenant-keys", "{\"data\": {\"acme\": \"eA==\"}}");

    assertThat(store().tenants().ids()).containsExactly("acme");
  }
}
