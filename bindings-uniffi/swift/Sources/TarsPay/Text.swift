import Foundation

extension TarsPayError {
    /// What went wrong, for programs.
    public var code: ErrorCode {
        switch self { case .Failed(let code, _, _, _): return code }
    }

    /// What was wrong and what to do, in English.
    public var reason: String {
        switch self { case .Failed(_, let reason, _, _): return reason }
    }

    /// The member, header or argument at fault, where there is one.
    public var field: String? {
        switch self { case .Failed(_, _, let field, _): return field }
    }

    /// Every problem of an order, in member order; empty for all codes but `order_invalid`.
    public var problems: [Problem] {
        switch self { case .Failed(_, _, _, let problems): return problems }
    }
}

extension Signer {
    /// `signRequest` of a body that is text.
    public func signRequest(method: String, path: String, body: String, nonce: String? = nil) throws -> SignedRequest {
        try signRequest(method: method, path: path, body: Data(body.utf8), nonce: nonce)
    }

    /// `signEndpoint` of a body that is text.
    public func signEndpoint(endpoint: Endpoint, body: String, options: RequestOptions? = nil) throws -> SignedRequest {
        try signEndpoint(endpoint: endpoint, body: Data(body.utf8), options: options)
    }
}

extension Verifier {
    /// `verifyCallback` of a body that is text already. `Data` is safer: a wrong charset on the way changes the text.
    public func verifyCallback(body: String, signature: String?) throws -> Callback {
        try verifyCallback(body: Data(body.utf8), signature: signature)
    }

    /// `verifyText` of a text.
    public func verifyText(text: String, signature: String) throws -> String {
        try verifyText(text: Data(text.utf8), signature: signature)
    }
}

/// `validate` of a body that is text.
public func validate(endpoint: Endpoint, body: String, options: RequestOptions? = nil) throws -> [Problem] {
    try validate(endpoint: endpoint, body: Data(body.utf8), options: options)
}
