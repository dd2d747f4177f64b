// As little of an HTTP server as the shop needs; a service has one of its own.

import Foundation

#if canImport(Glibc)
import Glibc
let streamSocket = Int32(SOCK_STREAM.rawValue)
#else
import Darwin
let streamSocket = SOCK_STREAM
#endif

struct Call {
    var method = ""
    var path = ""
    var query: [String: String] = [:]
    /// Names in lower case.
    var headers: [String: String] = [:]
    var body = Data()
}

/// Answers one call after the other, until the process is ended.
func serve(port: UInt16, answer: (Call) throws -> (status: Int, text: String)) throws -> Never {
    let listener = socket(AF_INET, streamSocket, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, length) }
    }
    guard bound == 0, listen(listener, 64) == 0 else { fatalError("the port \(port) can't be listened on") }
    while true {
        let connection = FileHandle(fileDescriptor: accept(listener, nil, nil), closeOnDealloc: true)
        guard let call = read(from: connection) else { continue }
        let (status, text) = (try? answer(call)) ?? (500, "")
        let head = "HTTP/1.1 \(status) \r\nContent-Length: \(text.utf8.count)\r\nConnection: close\r\n\r\n"
        connection.write(Data((head + text).utf8))
    }
}

private func read(from connection: FileHandle) -> Call? {
    var received = Data()
    let end = Data("\r\n\r\n".utf8)
    while received.range(of: end) == nil {
        let more = connection.availableData
        if more.isEmpty || received.count > 65_536 { return nil }
        received += more
    }
    guard let split = received.range(of: end) else { return nil }
    let lines = String(decoding: received[..<split.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    let first = lines[0].components(separatedBy: " ")
    guard first.count == 3, let url = URLComponents(string: first[1]) else { return nil }
    var call = Call(method: first[0], path: url.path)
    for item in url.queryItems ?? [] { call.query[item.name] = item.value }
    for line in lines.dropFirst() {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        call.headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    call.body = Data(received[split.upperBound...])
    let length = Int(call.headers["content-length"] ?? "0") ?? 0
    while call.body.count < min(length, 1_048_576) {
        let more = connection.availableData
        if more.isEmpty { return nil }
        call.body += more
    }
    return call
}
