package io.voucherctl.server.cluster;

import io.voucherctl.server.http.HttpServer;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A Kubernetes-compatible endpoint over an {@link ObjectStore}: ConfigMaps, Secrets, Pods, Events,
 * Namespaces and Services of core/v1, Deployments and ReplicaSets of apps/v1, with what client
 * libraries need of the rest. While it is open it also collects what lost its owner and forgets old
 * Events. Closing it ends all watches.
 */
public final class ClusterEndpoint implements AutoCloseable {
  /** Largest request body, as in Kubernetes. */
  private static final int MAX_BODY_BYTES = 3 << 20;

  private static final Duration GRACE = Duration.ofSeconds(2);

  /**
   * Where to listen and whom to let in.
   *
   * @param port 0 takes any free one
   * @param token the bearer token that every request must carry
   */
  public record Options(String host, int port, String token) {
    public Options {
      if (token.isBlank()) {
        throw new IllegalArgumentException("the endpoint needs a token");
      }
    }

    /** Without the token. */
    @Override
    public String toString() {
      return "Options[host=" + host + ", port=" + port + "]";
    }
  }

  private final String host;
  private final HttpServer server;
  private final Streams streams;
  private final GarbageCollector garbage;
  private final EventRetention events;

  private ClusterEndpoint(
      String host,
      HttpServer server,
      Streams streams,
      GarbageCollector garbage,
      EventRetention events) {
    this.host = host;
    this.server = server;
    this.streams = streams;
    this.garbage = garbage;
    this.events = events;
  }

  /**
   * Serves when this returns. The namespace {@code default} is made when it is not there.
   *
   * @param nanos a clock that only goes forward, for the length of watches
   * @param random for generated names
   * @throws BindException when the address cannot be had
   */
  public static ClusterEndpoint start(
      Options options, ObjectStore store, PodLogs logs, LongSupplier nanos, RandomGenerator random)
      throws BindException {
    Namespaces.ensure(store, Namespaces.DEFAULT);
    Streams streams = new Streams();
    GarbageCollector garbage = new GarbageCollector(store);
    EventRetention events = new EventRetention(store);
    ClusterApi api =
        new ClusterApi(
            options.token(),
            store,
            new ClusterApi.Readers(
                new ObjectLists(store, events),
                new Watches(store, nanos, streams),
                new LogRoutes(store, logs, streams)),
            random);
    try {
      HttpServer server =
          HttpServer.start(
              HttpServer.Options.of("cluster", options.host(), options.port())
                  .withMaxBodyBytes(MAX_BODY_BYTES)
                  .withGrace(GRACE),
              api,
              new StatusErrors());
      return new ClusterEndpoint(options.host(), server, streams, garbage, events);
    } catch (BindException e) {
      garbage.close();
      events.close();
      throw e;
    }
  }

  /** Where clients find it: {@code http://HOST:PORT}. */
  public URI uri() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + server.port());
  }

  @Override
  public void close() {
    streams.close();
    server.close();
    garbage.close();
    events.close();
  }
}
