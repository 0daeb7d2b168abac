package io.voucherctl.commands.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.voucherctl.commands.kube.OwnCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader against the endpoint that ships. */
class OwnClusterPodReaderTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2030-01-01T00:10:00Z"));

  @Test
  void podsOwnersAndEventsOfTheEmbeddedClusterAreRead(@TempDir Path directory) throws IOException {
    try (OwnCluster cluster = new OwnCluster(directory, CLOCK)) {
      String replicaSet = cluster.create("replicasets", "gateway-7c", "{\"kind\": \"ReplicaSet\"}");
      cluster.create("pods", "gateway-7c-x", pod("gateway", replicaSet));
      cluster.create("pods", "api-x", pod("api", replicaSet));
      cluster.create(
          "events",
          "gateway-7c-x.1",
          """
          {"involvedObject": {"kind": "Pod", "namespace": "vouchers", "name": "gateway-7c-x",
                              "fieldPath": "spec.containers{gateway}"},
           "reason": "Killing", "message": "Container gateway failed liveness probe",
           "lastTimestamp": "2030-01-01T00:04:50Z"}
          """);

      PodReading all = new KubePodReader(cluster.session()).read(new PodQuery(false, null, null));
      PodReading labelled =
          new KubePodReader(cluster.session()).read(new PodQuery(true, null, "app=gateway"));

      assertThat(all.notes()).isEmpty();
      assertThat(all.pods()).hasSize(2);
      assertThat(labelled.pods()).extracting(PodSnapshot::name).containsExactly("gateway-7c-x");
      ContainerRestarts row = RestartReport.of(labelled).containers().getFirst();
      assertThat(row.owner()).isEqualTo("ReplicaSet/gateway-7c");
      assertThat(row.lastTermination().cause()).isEqualTo("probe kill (liveness)");
      assertThat(row.backOff().nextRestartAt()).isEqualTo("2030-01-01T00:05:02Z");
    }
  }

  private static String pod(String app, String replicaSet) {
    return """
    {"kind": "Pod",
     "metadata": {"labels": {"app": "%s"}, "annotations": {"voucherctl.io/back-off-unit": "1s"},
       "ownerReferences": [{"apiVersion": "apps/v1", "kind": "ReplicaSet",
                            "name": "gateway-7c", "uid": "%s", "controller": true}]},
     "status": {"containerStatuses": [{"name": "%s", "restartCount": 2,
       "state": {"waiting": {"reason": "CrashLoopBackOff", "message":
         "back-off 2s restarting failed container=x pod=y"}},
       "lastState": {"terminated": {"exitCode": 137, "reason": "Error",
         "startedAt": "2030-01-01T00:01:00Z", "finishedAt": "2030-01-01T00:05:00Z"}}}]}}
    """
        .formatted(app, replicaSet, app);
  }
}
