package io.voucherctl.server.voucher.api;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Calls an API whose store is empty at the start of each test. */
abstract class ContractTest {
  Caller caller;

  @BeforeEach
  final void openCaller() throws IOException {
    caller = Caller.inMemory();
  }

  @AfterEach
  final void closeCaller() {
    caller.close();
  }
}
