package io.voucherctl.server.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.server.cluster.ObjectStore.Change;
import io.voucherctl.server.cluster.ObjectStore.ChangeType;
import io.voucherctl.server.cluster.ObjectStore.Listing;
import io.voucherctl.server.cluster.ObjectStore.Watch;
import io.voucherctl.server.http.Decision;
import io.voucherctl.server.http.Decision.UpstreamFailure;
import io.voucherctl.server.http.Director;
import io.voucherctl.server.http.HeaderLines;
import io.voucherctl.server.http.HeaderNames;
import io.voucherctl.server.http.RequestHead;
import io.voucherctl.server.http.Response;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * A small L7 front: spreads requests in turn over the ready pods of a label selector, and answers
 * 503 when there is none or the chosen one fails. Never retries, adds nothing. Safe for any number
 * of event loops.
 */
public final class Ingress implements Director, AutoCloseable {
  /**
   * Requests so far, by outcome.
   *
   * @param answered a pod answered with a status below 500
   * @param answeredError a pod answered with 500 or above
   * @param noneReady no pod was ready
   * @param connectFailed the chosen pod took no connection
   * @param timedOut the chosen pod did not answer in time
   * @param broken the chosen pod's connection broke before it answered
   * @param unanswered the client left first
   */
  public record Counts(
      long answered,
      long answeredError,
      long noneReady,
      long connectFailed,
      long timedOut,
      long broken,
      long unanswered) {}

  private final Map<String, String> selector;
  private final String port;
  private final RandomGenerator random;
  private final Watch watch;
  private final AtomicInteger turn = new AtomicInteger();

  private final LongAdder answered = new LongAdder();
  private final LongAdder answeredError = new LongAdder();
  private final LongAdder noneReady = new LongAdder();
  private final LongAdder connectFailed = new LongAdder();
  private final LongAdder timedOut = new LongAdder();
  private final LongAdder broken = new LongAdder();
  private final LongAdder unanswered = new LongAdder();

  /** Changed by the store's writes only, one at a time. */
  private final Map<String, InetSocketAddress> ready = new TreeMap<>();

  private volatile List<InetSocketAddress> backends = List.of();

  /**
   * Follows the pods from now on.
   *
   * @param selector labels that a pod must have, all of them
   * @param port name of the container port that takes the requests
   * @param random for request ids; must be safe for several threads
   */
  public Ingress(
      ObjectStore store,
      String namespace,
      Map<String, String> selector,
      String port,
      RandomGenerator random) {
    this.selector = Map.copyOf(selector);
    this.port = port;
    this.random = random;
    Listing pods = store.list("pods", namespace);
    pods.items().forEach(pod -> consider(pod, true));
    this.watch = store.watch("pods", namespace, pods.revision(), this::changed);
  }

  private void changed(Change change) {
    consider(change.object(), change.type() != ChangeType.DELETED);
  }

  private void consider(JsonNode pod, boolean exists) {
    String uid = pod.path("metadata").path("uid").asText();
    Optional<InetSocketAddress> address =
        exists && selected(pod) && ready(pod) ? address(pod) : Optional.empty();
    boolean same =
        address.isPresent() ? address.get().equals(ready.get(uid)) : !ready.containsKey(uid);
    if (!same) {
      address.ifPresentOrElse(there -> ready.put(uid, there), () -> ready.remove(uid));
      backends = List.copyOf(ready.values());
    }
  }

  private boolean selected(JsonNode pod) {
    JsonNode labels = pod.path("metadata").path("labels");
    return selector.entrySet().stream()
        .allMatch(label -> labels.path(label.getKey()).asText().equals(label.getValue()));
  }

  /** Whether a pod takes requests: it says that it is ready, and is not on its way out. */
  static boolean ready(JsonNode pod) {
    if (pod.path("metadata").hasNonNull("deletionTimestamp")) {
      return false;
    }
    for (JsonNode condition : pod.path("status").path("conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  private Optional<InetSocketAddress> address(JsonNode pod) {
    for (JsonNode container : pod.path("spec").path("containers")) {
      for (JsonNode candidate : container.path("ports")) {
        int number = candidate.path("hostPort").asInt();
        if (candidate.path("name").asText().equals(port) && number > 0 && number <= 65_535) {
          return Optional.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), number));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public Decision direct(RequestHead head) {
    List<InetSocketAddress> now = backends;
    if (now.isEmpty()) {
      noneReady.increment();
      return new Decision.Answer(unavailable("no pod is ready"));
    }
    InetSocketAddress upstream = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
    return new Decision.Forward(
        upstream, HeaderNames.NONE, HeaderLines.NONE, HeaderLines.NONE, new Passage());
  }

  /** One request on its way; its calls come one after the other. */
  private final class Passage implements Decision.Course {
    private boolean failed;

    @Override
    public void finished(int status) {
      if (failed) {
        return; // counted as what it was
      }
      LongAdder outcome = status == 0 ? unanswered : status < 500 ? answered : answeredError;
      outcome.increment();
    }

    @Override
    public Response failed(UpstreamFailure failure) {
      failed = true;
      return switch (failure) {
        case CONNECT -> {
          connectFailed.increment();
          yield unavailable("the pod takes no connection");
        }
        case TIMEOUT -> {
          timedOut.increment();
          yield unavailable("the pod does not answer");
        }
        case BROKEN -> {
          broken.increment();
          yield unavailable("the pod broke off");
        }
      };
    }
  }

  private Response unavailable(String details) {
    String id = "v-%016x%02x".formatted(random.nextLong(), random.nextInt(256));
    String body =
        "{\"code\":503,\"key\":\"service_unavailable\",\"message\":\"Service Unavailable\",\"details\":\"%s\",\"request_id\":\"%s\"}"
            .formatted(details, id);
    return Response.json(503, body.getBytes(StandardCharsets.UTF_8)).with("Retry-After", "1");
  }

  public Counts counts() {
    return new Counts(
        answered.sum(),
        answeredError.sum(),
        noneReady.sum(),
        connectFailed.sum(),
        timedOut.sum(),
        broken.sum(),
        unanswered.sum());
  }

  /** How many pods take requests now. */
  public int ready() {
    return backends.size();
  }

  /** Stops following the pods. */
  @Override
  public void close() {
    watch.close();
  }
}
