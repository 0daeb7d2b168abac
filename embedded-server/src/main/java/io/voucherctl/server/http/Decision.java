package io.voucherctl.server.http;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;

/** What a {@link Director} wants done with a request. */
public sealed interface Decision {

  /**
   * Answer at once, with a body of bytes; the request body is discarded.
   *
   * @param headers beside the response's own, without framing headers
   */
  record Answer(Response response, HeaderLines headers) implements Decision {
    public Answer(Response response) {
      this(response, HeaderLines.NONE);
    }
  }

  /**
   * Wait for a decision that is still being taken elsewhere; the client is held meanwhile, but no
   * longer than it would be for a connection to an upstream. A {@link Forward} that comes when
   * nobody waits for it any more has its course told that it ended.
   *
   * @param decision completed on any thread, never with another {@code Later}
   */
  record Later(CompletionStage<? extends Decision> decision) implements Decision {}

  /**
   * Stream the request to {@code upstream} and its answer back.
   *
   * @param upstream resolved already; nothing is looked up on the event loop
   * @param dropRequestHeaders must not reach the upstream
   * @param setRequestHeaders headers that replace what the client sent
   * @param setResponseHeaders headers that replace what the upstream sent
   * @param course hears how it went, and words the answer when the upstream fails
   */
  record Forward(
      InetSocketAddress upstream,
      HeaderNames dropRequestHeaders,
      HeaderLines setRequestHeaders,
      HeaderLines setResponseHeaders,
      Course course)
      implements Decision {}

  /**
   * The course of one forwarded request. On the event loop, exactly one of the two methods is
   * called, once.
   */
  interface Course {
    /**
     * The whole answer was passed on, or it broke off, or the client left; {@code status} is 0 when
     * none came. A client that did not send its request whole was answered with that status
     * instead.
     */
    void finished(int status);

    /** The upstream failed before it answered: the answer the client gets instead. */
    Response failed(UpstreamFailure failure);
  }

  /** Why an upstream gave no answer. */
  enum UpstreamFailure {
    CONNECT,
    TIMEOUT,
    BROKEN
  }
}
