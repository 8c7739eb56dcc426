import IdentityCore
import IdentityServices
import TestSupport

typealias Fields = [DesiredField: DesiredValue]

extension TestHouse {
    func plan(
        _ entries: DesiredEntry..., pruning: Set<DesiredSection> = [], as caller: Caller = TestHouse.operator
    ) async throws(ServiceError) -> DesiredPlan {
        try await services.desiredState.plan(Self.state(entries), pruning: pruning, as: caller)
    }

    /// Does everything that the plan asks for.
    @discardableResult
    func apply(
        _ entries: DesiredEntry..., pruning: Set<DesiredSection> = [], as caller: Caller = TestHouse.operator
    ) async throws(ServiceError) -> DesiredPlan {
        let plan = try await services.desiredState.plan(Self.state(entries), pruning: pruning, as: caller)
        for step in plan.steps { try await services.desiredState.apply(step, as: caller) }
        return plan
    }

    func planProblems(_ entries: DesiredEntry..., pruning: Set<DesiredSection> = []) async -> [String] {
        do throws(ServiceError) {
            _ = try await services.desiredState.plan(Self.state(entries), pruning: pruning, as: Self.operator)
            return []
        } catch {
            guard case .invalidInput(let problems) = error else { return ["\(error)"] }
            return problems.map(\.field)
        }
    }

    static func state(_ entries: [DesiredEntry]) -> DesiredState {
        var state = DesiredState()
        for entry in entries { state.add(entry.section, [entry]) }
        return state
    }

    func exported() async throws(ServiceError) -> DesiredState {
        var state = DesiredState()
        for section in DesiredSection.allCases {
            state.add(section, try await services.desiredState.export(section, as: Self.operator).entries)
        }
        return state
    }
}
