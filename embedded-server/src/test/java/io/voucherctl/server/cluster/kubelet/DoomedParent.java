package io.voucherctl.server.cluster.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.server.cluster.EventRecorder;
import io.voucherctl.server.cluster.ObjectStore;
import io.voucherctl.server.cluster.PodLogs;
import io.voucherctl.server.cluster.Yaml;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SplittableRandom;

/** A JVM with a kubelet and one pod, to be killed. Prints the child's pid. */
public final class DoomedParent {
  private DoomedParent() {}

  public static void main(String[] args) throws Exception {
    InstantSource clock = InstantSource.system();
    ObjectStore store = new ObjectStore(clock);
    Kubelet kubelet =
        new Kubelet(
            store,
            new EventRecorder(store, clock),
            new TinyRuntime(Path.of(args[0])),
            KubeletPlan.in(Path.of(args[1])),
            clock,
            new SplittableRandom());
    kubelet.start();
    ObjectStore.Key key = new ObjectStore.Key("pods", "default", "orphan");
    store.create(
        key,
        Yaml.object(
            """
            spec:
              containers:
              - {name: c, args: [serve, $(PORT_HTTP), "200"], ports: [{name: http}]}
            """));
    while (!childSpeaks(kubelet, store.find(key).orElseThrow())) {
      Thread.sleep(5);
    }
    String id =
        store.find(key).orElseThrow().at("/status/containerStatuses/0/containerID").asText();
    System.out.println(id.substring("process://".length()));
    Thread.sleep(60_000);
  }

  private static boolean childSpeaks(Kubelet kubelet, ObjectNode pod) {
    String uid = pod.at("/metadata/uid").asText();
    return kubelet.files(new PodLogs.Run("default", "orphan", uid, "c", false)).stream()
        .anyMatch(file -> file.toFile().length() > 0);
  }
}
