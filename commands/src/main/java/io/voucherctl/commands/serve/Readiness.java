package io.voucherctl.commands.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.commands.console.Progress;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.time.Ticker;
import io.voucherctl.server.cluster.ObjectStore;
import java.time.Duration;

/** Waits until the pods of a region are ready. */
final class Readiness {
  private static final Duration POLL = Duration.ofMillis(50);

  private final ObjectStore store;
  private final Ticker ticker;

  Readiness(ObjectStore store, Ticker ticker) {
    this.store = store;
    this.ticker = ticker;
  }

  void await(int apis, int gateways, Duration limit, Progress progress)
      throws InterruptedException {
    long end = ticker.nanos() + limit.toNanos();
    String shown = "";
    while (true) {
      int api = ready(Manifests.API);
      int up = ready(Manifests.GATEWAY);
      if (api >= apis && up >= gateways) {
        return;
      }
      String line =
          "starting: voucher API " + api + "/" + apis + ", gateways " + up + "/" + gateways;
      if (!line.equals(shown)) {
        progress.at(line);
        shown = line;
      }
      if (ticker.nanos() > end) {
        throw new Failure.Broken(
            "the region is not ready after " + limit.toSeconds() + " s: " + line,
            "see the pods' logs; --state DIR keeps them",
            null);
      }
      Thread.sleep(POLL);
    }
  }

  private int ready(String deployment) {
    return store
        .find(new ObjectStore.Key("deployments", Manifests.NAMESPACE, deployment))
        .map(Readiness::ready)
        .orElse(0);
  }

  private static int ready(ObjectNode deployment) {
    return deployment.path("status").path("readyReplicas").asInt();
  }
}
