use specwright_runtime as runtime;
use runtime::http::StatusCode;
use runtime::parameter::Parameter;
use runtime::server;
