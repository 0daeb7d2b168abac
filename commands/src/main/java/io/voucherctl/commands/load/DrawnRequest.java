package io.voucherctl.commands.load;

import io.voucherctl.commands.load.http.LoadRequest;

/** What a tenant asks for next, and which operation that is. */
record DrawnRequest(Operation operation, LoadRequest request) {}
