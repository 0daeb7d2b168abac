package io.voucherctl.commands.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One watch of the API server, used as a door bell: it tells that something came, not what. Whoever
 * hears it lists again, so an event that is lost, broken or out of date does no harm, and nothing
 * has to be resumed. Rings as often as it likes; sounds in between count as one.
 */
final class KubeBell implements AutoCloseable {
  /** What was heard: something changed, nothing for so long, or the watch is over. */
  enum Sound {
    RING,
    SILENCE,
    END
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition sounded = lock.newCondition();
  private boolean rang;
  private boolean ended;
  private @Nullable String refusal;
  private @Nullable AsyncBody body;

  private KubeBell() {}

  static KubeBell hang(KubernetesClient client, String path) {
    HttpClient http = client.getHttpClient();
    String master = client.getMasterUrl().toString().replaceAll("/+$", "");
    HttpRequest request =
        http.newHttpRequestBuilder().uri(URI.create(master + path)).forStreaming().build();
    KubeBell bell = new KubeBell();
    var _ =
        http.consumeBytes(
                request,
                (_, body) -> {
                  bell.ring();
                  body.consume();
                })
            .whenComplete(bell::answered);
    return bell;
  }

  private void answered(@Nullable HttpResponse<AsyncBody> response, @Nullable Throwable failure) {
    if (response == null) {
      end(null);
    } else if (!response.isSuccessful()) {
      response.body().cancel();
      // Gone: the list was out of date already, which the next one mends.
      end(response.code() == 410 ? null : "the API server answered " + response.code());
    } else if (keep(response.body())) {
      response.body().consume();
      var _ = response.body().done().whenComplete((_, _) -> end(null));
    } else {
      response.body().cancel();
    }
  }

  /** False when the watch was given up before its answer came. */
  private boolean keep(AsyncBody answer) {
    lock.lock();
    try {
      body = answer;
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  private void ring() {
    lock.lock();
    try {
      rang = true;
      sounded.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end(@Nullable String why) {
    lock.lock();
    try {
      refusal = ended ? refusal : why;
      ended = true;
      sounded.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Sound hear(Duration most) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (!rang && !ended && left > 0) {
        left = sounded.awaitNanos(left);
      }
      if (rang) {
        rang = false;
        return Sound.RING;
      }
      return ended ? Sound.END : Sound.SILENCE;
    } finally {
      lock.unlock();
    }
  }

  /** Why the API server did not let us watch; null when the watch simply ended. */
  @Nullable String refusal() {
    lock.lock();
    try {
      return refusal;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    end(null);
    AsyncBody open = answer();
    if (open != null) {
      open.cancel();
    }
  }

  private @Nullable AsyncBody answer() {
    lock.lock();
    try {
      return body;
    } finally {
      lock.unlock();
    }
  }
}
