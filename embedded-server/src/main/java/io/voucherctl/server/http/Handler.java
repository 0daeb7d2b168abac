package io.voucherctl.server.http;

/** Answers one request. Runs on a virtual thread of its own, so it may block. */
@FunctionalInterface
public interface Handler {
  /** What is thrown here is answered with 500 in the server's error shape and logged. */
  Response handle(Request request) throws Exception;
}
