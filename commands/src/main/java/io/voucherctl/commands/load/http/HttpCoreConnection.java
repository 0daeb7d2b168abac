package io.voucherctl.commands.load.http;

import java.util.HashMap;
import java.util.Map;
import org.apache.hc.core5.concurrent.ComplexCancellable;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;

/**
 * A connection of HttpCore's. Over HTTP/2 it carries many calls at once, and giving one up resets
 * its stream only.
 */
final class HttpCoreConnection extends HttpConnection {
  /** What RFC 9113 recommends that every server allows at least. */
  static final int MOST_STREAMS = 100;

  private final HttpCoreTransport transport;
  private final IOSession session;
  private final boolean multiplexed;
  private final Map<HttpCall, ComplexCancellable> streams = new HashMap<>();
  private boolean spent;

  HttpCoreConnection(HttpCoreTransport transport, IOSession session, boolean multiplexed) {
    this.transport = transport;
    this.session = session;
    this.multiplexed = multiplexed;
  }

  @Override
  int room() {
    return multiplexed ? MOST_STREAMS : 1;
  }

  @Override
  boolean isOpen() {
    return !spent && session.isOpen();
  }

  @Override
  void carry(HttpCall call) {
    ComplexCancellable stream = new ComplexCancellable();
    streams.put(call, stream);
    HttpExchange exchange =
        new HttpExchange(
            call.request(), transport.head(call.request()), transport::post, new Ends(call));
    session.enqueue(
        new RequestExecutionCommand(exchange, null, stream, HttpCoreContext.create()),
        Command.Priority.NORMAL);
    if (!session.isOpen()) {
      // Enqueued too late, it may be looked at no more.
      exchange.failed(new java.nio.channels.ClosedChannelException());
    }
  }

  @Override
  void abandon(HttpCall call) {
    ComplexCancellable stream = streams.remove(call);
    if (multiplexed && stream != null) {
      stream.cancel();
    } else {
      close();
    }
  }

  @Override
  void close() {
    spent = true;
    session.close(CloseMode.IMMEDIATE);
  }

  /** Takes what the exchange of one call tells; the sending thread's. */
  private final class Ends implements HttpExchange.Listener {
    private final HttpCall call;

    Ends(HttpCall call) {
      this.call = call;
    }

    @Override
    public void sent() {
      if (streams.containsKey(call)) {
        call.sent();
      }
    }

    @Override
    public void answered(int status, boolean reusable) {
      if (streams.remove(call) != null) {
        if (!reusable) {
          close();
        }
        call.answered(status);
      }
    }

    @Override
    public void broken(boolean wasSent) {
      if (streams.remove(call) == null) {
        return;
      }
      if (!wasSent) {
        spent = true;
        call.notBegun();
      } else {
        if (!multiplexed) {
          close();
        }
        call.reset();
      }
    }
  }
}
