package io.voucherctl.server.cluster;

import static io.voucherctl.server.cluster.Samples.configMap;
import static io.voucherctl.server.cluster.Samples.pod;
import static io.voucherctl.server.cluster.Samples.secret;
import static io.voucherctl.server.cluster.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the real client hears of the real endpoint; each test uses names of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Fabric8WatchTest {
  private RunningCluster cluster;
  private KubernetesClient client;

  @BeforeAll
  void start() throws Exception {
    cluster = new RunningCluster();
    client = cluster.client();
  }

  @AfterAll
  void stop() {
    client.close();
    cluster.close();
  }

  @Test
  void watchesOverHttpAfterTheWebSocketIsDeclined() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    try (var _ =
        client
            .configMaps()
            .withLabel("watch", "yes")
            .watch(
                new Watcher<ConfigMap>() {
                  @Override
                  public void eventReceived(Action action, ConfigMap map) {
                    seen.add(action + " " + map.getMetadata().getName());
                  }

                  @Override
                  public void onClose(WatcherException cause) {
                    seen.add("closed " + cause);
                  }
                })) {
      ConfigMap map = configMap("watched", Map.of());
      map.getMetadata().setLabels(Map.of("watch", "yes"));
      client.resource(map).create();
      assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("ADDED watched");
      client.configMaps().withName("watched").edit(was -> with(was, "a", "1"));
      assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("MODIFIED watched");
      client.configMaps().withName("watched").delete();
      assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("DELETED watched");
    }
  }

  @Test
  void feedsAnInformer() throws Exception {
    client.resource(secret("informed", "k", "v")).create();
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    try (SharedIndexInformer<Secret> informer =
        client
            .secrets()
            .withName("informed")
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(Secret secret) {
                    seen.add("add " + secret.getData());
                  }

                  @Override
                  public void onUpdate(Secret old, Secret secret) {
                    seen.add("update " + secret.getData());
                  }

                  @Override
                  public void onDelete(Secret secret, boolean unknown) {
                    seen.add("delete");
                  }
                })) {
      assertThat(informer.hasSynced()).isTrue();
      assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("add {k=dg==}");
      client
          .secrets()
          .withName("informed")
          .edit(secret -> {
            secret.setStringData(Map.of("k", "w"));
            return secret;
          });
      assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("update {k=dw==}");
      client.secrets().withName("informed").delete();
      assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo("delete");
    }
  }

  @Test
  void readsLogs(@TempDir Path dir) throws Exception {
    Pod pod = client.resource(pod("talks")).create();
    Path file = Files.writeString(dir.resolve("0.log"), "one\ntwo\nthree\n");
    cluster.logs.put(
        new PodLogs.Run("default", "talks", pod.getMetadata().getUid(), "main", false),
        List.of(file));
    assertThat(client.pods().withName("talks").getLog()).isEqualTo("one\ntwo\nthree\n");
    assertThat(client.pods().withName("talks").tailingLines(1).getLog()).isEqualTo("three\n");
  }

  @Test
  void keepsEvents() {
    Event event =
        new EventBuilder()
            .withNewMetadata()
            .withGenerateName("evented.")
            .endMetadata()
            .withNewInvolvedObject()
            .withKind("Pod")
            .withName("evented")
            .withNamespace("default")
            .endInvolvedObject()
            .withReason("BackOff")
            .withType("Warning")
            .build();
    Event created = client.resource(event).create();
    assertThat(created.getMetadata().getName()).matches("evented\\.[a-z0-9]{5}");
    assertThat(
            client
                .v1()
                .events()
                .withField("involvedObject.name", "evented")
                .withField("reason", "BackOff")
                .list()
                .getItems())
        .containsExactly(created);
  }
}
